package brume.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the source tree and refuses what review would: long files, undocumented packages, forbidden names, left-overs.
class TidyTest {

    private static final int LONGEST_FILE_LINES = 500;
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final Pattern FORBIDDEN_NAME =
            Pattern.compile("(\\w+(Impl|Manager|Helper|Utils?|DTO|Dto)|(Abstract|Base)[A-Z]\\w*)\\.java");
    private static final Pattern LEFT_OVER =
            Pattern.compile("\\b(TODO|FIXME)\\b|System\\.(out|err)\\.print" + "|printStackTrace\\(\\)|@Disabled");

    @Test
    void filesStayShort() {
        assertThat(sources(MAIN, TEST).filter(file -> lines(file).size() > LONGEST_FILE_LINES))
                .as("files above %d lines: look for the second idea in each", LONGEST_FILE_LINES)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        List<Path> silent = new ArrayList<>();
        sources(MAIN)
                .map(Path::getParent)
                .distinct()
                .filter(room -> !Files.exists(room.resolve("package-info.java")))
                .forEach(silent::add);
        assertThat(silent).as("packages without package-info.java").isEmpty();
        assertThat(sources(MAIN)
                        .filter(file -> file.endsWith("package-info.java"))
                        .filter(file -> !text(file).contains("@NullMarked")
                                && !text(file).contains("@org.jspecify.annotations.NullMarked")))
                .as("packages that are not @NullMarked")
                .isEmpty();
    }

    @Test
    void everyPublicTypeIsDocumented() {
        Pattern type = Pattern.compile(
                "^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum|@interface) ");
        List<String> silent = new ArrayList<>();
        sources(MAIN).forEach(file -> {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (type.matcher(lines.get(i)).find() && !documented(lines, i)) {
                    silent.add(file + ":" + (i + 1));
                }
            }
        });
        assertThat(silent).as("public types without a /// comment").isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(sources(MAIN, TEST)
                        .filter(file -> FORBIDDEN_NAME
                                .matcher(file.getFileName().toString())
                                .matches()))
                .isEmpty();
    }

    @Test
    void nothingIsLeftOver() {
        List<String> found = new ArrayList<>();
        sources(MAIN, TEST)
                .filter(file -> !file.endsWith("TidyTest.java"))
                .filter(file -> !file.startsWith(MAIN.resolve("brume/app/cli"))
                        && !file.toString().endsWith("Bench.java"))
                .forEach(file -> {
                    List<String> lines = lines(file);
                    for (int i = 0; i < lines.size(); i++) {
                        if (LEFT_OVER.matcher(lines.get(i)).find()) {
                            found.add(file + ":" + (i + 1) + " " + lines.get(i).strip());
                        }
                    }
                });
        assertThat(found).isEmpty();
    }

    private static boolean documented(List<String> lines, int declaration) {
        for (int i = declaration - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.startsWith("///") || line.endsWith("*/")) {
                return true;
            }
            if (line.isEmpty() || line.endsWith(";")) {
                return false;
            }
        }
        return false;
    }

    private static Stream<Path> sources(Path... roots) {
        return Stream.of(roots).flatMap(root -> {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
