package brume.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabLintTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeASoundLab() throws IOException {
        write("lab.yaml", """
                id: sample
                version: 1
                title: {fr: Exemple, en: Sample}
                summary: {fr: Un exemple, en: A sample}
                minutes: 5
                level: beginner
                topics: [keys]
                providers: [aws]
                points: 3
                let: {mine: "keyPairs.filter(k, k.keyName == key)"}
                variants: {key: {oneOf: [a, b]}}
                """);
        write("seed.yaml", "region: eu-west-3\n");
        write("steps/10-key/step.yaml", """
                title: {fr: Clé, en: Key}
                checks:
                  - id: key
                    title: {fr: Clé, en: Key}
                    points: 3
                    that: size(mine) == 1
                    found: keyPairs.map(k, k.keyName)
                    message: {fr: "Pas ${found}", en: "Not ${found}"}
                    link: key-pairs
                    mistakes:
                      - {id: two, when: size(mine) > 1, message: {fr: Deux, en: Two}}
                hints:
                  - {price: 1, text: {fr: "Créez ${key}", en: "Create ${key}"}}
                """);
        write("steps/10-key/text.fr.md", "Créez.\n```open:key-pairs\nOuvrir\n```\n");
        write("steps/10-key/text.en.md", "Create.\n```open:key-pairs\nOpen\n```\n");
        write("solution.yaml", """
                commands:
                  - {id: create, aws: "ec2 create-key-pair --key-name ${key}", keep: {name: KeyName}}
                """);
        write("mistakes/none.yaml", "commands: []\nearns: {check: key}\n");
    }

    @Test
    void hasNothingToSayAboutASoundLab() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void refusesUnknownKeysAndSaysWhichAreKnown() throws IOException {
        replace("lab.yaml", "minutes: 5", "minutes: 5\ncolour: red");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("lab.yaml")
                .contains("`colour`")
                .contains("minutes");
        replace("steps/10-key/step.yaml", "points: 3", "points: 3, pionts: 4");
        assertThat(problems()).isNotEmpty();
    }

    @Test
    void refusesAMissingLanguage() throws IOException {
        replace("steps/10-key/step.yaml", "{fr: Deux, en: Two}", "{fr: Deux}");
        assertThat(problems()).singleElement().asString().contains("checks key").contains("`en` is missing");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(folder.resolve("sample/steps/10-key/text.en.md"));
        assertThat(problems()).anyMatch(problem -> problem.contains("text.en.md: is missing"));
    }

    @Test
    void refusesDeadNeedsAndPointsThatCannotBeReached() throws IOException {
        replace("steps/10-key/step.yaml", "link: key-pairs", "link: key-pairs\n    needs: [later]");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("needs `later`")
                .contains("cannot be reached");
    }

    @Test
    void refusesPointsThatDoNotAddUp() throws IOException {
        replace("lab.yaml", "points: 3", "points: 20");
        assertThat(problems()).singleElement().asString().contains("20").contains("3");
        replace("steps/10-key/step.yaml", "that: size(mine) == 1", "that: 'false'");
        assertThat(problems()).anyMatch(problem -> problem.contains("can never pass"));
    }

    @Test
    void refusesAnExpressionThatDoesNotCompile() throws IOException {
        replace("steps/10-key/step.yaml", "size(mine) == 1", "mine.exists(k, k.name == key)");
        assertThat(problems()).anyMatch(problem -> problem.contains("check key") && problem.contains("name"));
    }

    @Test
    void refusesTextsThatNameWhatIsNotThere() throws IOException {
        replace("steps/10-key/step.yaml", "Not ${found}", "Not ${fuond}");
        replace("steps/10-key/step.yaml", "link: key-pairs", "link: kye-pairs");
        replace("steps/10-key/text.en.md", "open:key-pairs", "run");
        assertThat(problems())
                .anyMatch(problem -> problem.contains("${fuond}"))
                .anyMatch(problem -> problem.contains("`kye-pairs`"))
                .anyMatch(problem -> problem.contains("the actions differ"));
    }

    @Test
    void refusesNamesThatNobodyUses() throws IOException {
        replace("lab.yaml", "variants: {key: {oneOf: [a, b]}}", "variants: {key: {oneOf: [a]}, colour: {oneOf: [b]}}");
        assertThat(problems()).singleElement().asString().contains("`colour` is never used");
    }

    @Test
    void refusesMistakesThatEarnWhatDoesNotExist() throws IOException {
        write("mistakes/none.yaml", "after: creat\ncommands: []\nearns: {check: key, mistake: three}\n");
        assertThat(problems())
                .anyMatch(problem -> problem.contains("`creat`"))
                .anyMatch(problem -> problem.contains("`three`"));
    }

    @Test
    void refusesWhatIsNoYamlOrTooMuchOfIt() throws IOException {
        write("seed.yaml", "region: [");
        assertThat(problems()).anyMatch(problem -> problem.contains("seed.yaml: line"));
        write("seed.yaml", "region: a\nregion: b\n");
        assertThat(problems()).anyMatch(problem -> problem.contains("seed.yaml: line 2"));
        write("seed.yaml", "region: " + "x".repeat(100_000));
        assertThat(problems()).anyMatch(problem -> problem.contains("seed.yaml: is larger"));
        write("seed.yaml", "a: &a [x]\nregion: *a\n");
        assertThat(problems()).isNotEmpty();
    }

    private List<String> problems() {
        return LabLint.problems(LabFolder.read(folder.resolve("sample")));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve("sample").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void replace(String file, String what, String by) throws IOException {
        Path path = folder.resolve("sample").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }
}
