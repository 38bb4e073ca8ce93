package brume.portal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    private static final Path FOLDER = Path.of("src/main/resources/brume/portal/words");

    static List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_en.properties"))
                    .map(name -> name.replace("_en.properties", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void bothLanguagesSayTheSameThings(String file) throws IOException {
        assertThat(read(file, "fr").stringPropertyNames())
                .isEqualTo(read(file, "en").stringPropertyNames());
    }

    /// A straight apostrophe would quote in a `MessageFormat` and is no French or English letter.
    @ParameterizedTest
    @MethodSource("files")
    void apostrophesAreTypographic(String file) throws IOException {
        for (String language : List.of("fr", "en")) {
            assertThat(read(file, language).values().stream().map(String::valueOf))
                    .noneMatch(text -> text.contains("'"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKeyBelongsToItsFile(String file) throws IOException {
        assertThat(read(file, "en").stringPropertyNames()).allMatch(key -> key.startsWith(file + "."));
    }

    /// The second of two would be said in the place of the first.
    @ParameterizedTest
    @MethodSource("files")
    void noKeyStandsTwice(String file) throws IOException {
        for (String language : List.of("fr", "en")) {
            assertThat(Files.readAllLines(FOLDER.resolve(file + "_" + language + ".properties")).stream()
                            .map(line -> line.split("=", 2)[0].strip())
                            .filter(key -> !key.isEmpty() && !key.startsWith("#")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void frenchPunctuationNeverBeginsALine() {
        assertThat(Words.french("Recommencer ce lab ? « Oui » : non"))
                .isEqualTo("Recommencer ce lab\u00a0? «\u00a0Oui\u00a0»\u00a0: non");
    }

    @Test
    void numbersInSentencesFollowTheLanguage() {
        assertThat(Words.in(Locale.FRENCH, "part.passed", 1)).isEqualTo("1 réussi");
        assertThat(Words.in(Locale.FRENCH, "part.passed", 9)).isEqualTo("9 réussis");
        assertThat(Words.in(Locale.ENGLISH, "part.passed", 9)).isEqualTo("9 passed");
    }

    private static Properties read(String file, String language) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file + "_" + language + ".properties"))) {
            words.load(reader);
        }
        return words;
    }
}
