package brume.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/aws-actions.md` tells the truth: every action that a table holds stands in it.
class AwsActionsDocumentTest {

    private static final Pattern ACTION = Pattern.compile("Action\\.of\\(\\s*\"(\\w+)\"");

    @Test
    void namesEveryAction() throws IOException {
        String document = Files.readString(Path.of("docs/aws-actions.md"));
        List<String> actions = actions();

        assertThat(actions).isNotEmpty();
        assertThat(actions).allSatisfy(action -> assertThat(document).contains("`" + action + "`"));
    }

    private static List<String> actions() throws IOException {
        List<String> actions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/brume/api"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher found = ACTION.matcher(Files.readString(file));
                while (found.find()) {
                    actions.add(found.group(1));
                }
            }
        }
        return actions;
    }
}
