package brume.lab;

import static org.assertj.core.api.Assertions.assertThat;

import brume.lab.LabText.Piece;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabTextTest {

    @Test
    void cutsATextIntoMarkdownAndActions() {
        String text = """
                # Start
                Type this:

                ```run
                aws ec2 describe-instances
                aws ec2 describe-images
                ```
                then

                ```open:security-groups
                Open the groups
                ```
                ```highlight:launch
                Where is it?
                ```
                ```copy
                hello
                ```
                """;
        assertThat(LabText.pieces(text))
                .containsExactly(
                        new Piece.Markdown("# Start\nType this:\n\n"),
                        new Piece.Run("aws ec2 describe-instances\naws ec2 describe-images"),
                        new Piece.Markdown("then\n\n"),
                        new Piece.Open("security-groups", "Open the groups"),
                        new Piece.Highlight("launch", "Where is it?"),
                        new Piece.Copy("hello"));
    }

    @Test
    void leavesOtherFencesAndUnfinishedOnesAsMarkdown() {
        String other = "```json\n{}\n```\n";
        assertThat(LabText.pieces(other)).containsExactly(new Piece.Markdown(other));
        String unfinished = "```run\nrm\n";
        assertThat(LabText.pieces(unfinished)).containsExactly(new Piece.Markdown(unfinished));
    }

    @Test
    void putsValuesInAndLeavesShellVariablesAlone() {
        assertThat(LabText.filled("${name} $HOME ${unknown} $1", Map.of("name", "a$1\\b")))
                .isEqualTo("a$1\\b $HOME ${unknown} $1");
    }
}
