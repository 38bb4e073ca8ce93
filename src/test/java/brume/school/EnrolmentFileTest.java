package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.EnrolmentFile.Line;
import brume.school.EnrolmentFile.Why;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentFileTest {

    private static final Line ZOE = new Line(2, "zoe", "Zoé Leroy", "zoe@example.org", "étudiant");

    private static List<Line> read(String text) {
        return EnrolmentFile.parse(text).lines();
    }

    private static void refused(Why why, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        EnrolmentFile.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).isEqualTo(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username,name,email,role\nzoe,Zoé Leroy,zoe@example.org,étudiant\n",
                "identifiant;nom;courriel;rôle\r\nzoe;Zoé Leroy;zoe@example.org;étudiant\r\n",
                "Identifiant\tNom\tCourriel\tRôle\nzoe\tZoé Leroy\tzoe@example.org\tétudiant",
                "\ufeffE-mail;Rôle;USER NAME;Groupe;Nom\nzoe@example.org;étudiant;zoe;A;Zoé Leroy\n",
                "\"username\",\"name\",\"email\",\"role\"\n\"zoe\",\" Zoé Leroy \",zoe@example.org,étudiant",
                "identifiant;prénom;nom;courriel;rôle\nzoe;Zoé;Leroy;zoe@example.org;étudiant"
            })
    void readsWhatASpreadsheetSaves(String text) {
        assertThat(read(text)).containsExactly(ZOE);
        assertThat(EnrolmentFile.parse(text.getBytes(StandardCharsets.UTF_8)).lines())
                .containsExactly(ZOE);
        assertThat(EnrolmentFile.parse(text.replace("\ufeff", "").getBytes(Charset.forName("windows-1252")))
                        .lines())
                .containsExactly(ZOE);
    }

    @Test
    void numbersLinesAsAnEditorDoes() {
        assertThat(read("\nusername,name\n\nzoe,\"Zoé\nLeroy\"\n,,\nmax,\n"))
                .containsExactly(new Line(4, "zoe", "Zoé Leroy", "", ""), new Line(7, "max", "", "", ""));
    }

    @Test
    void aCommaInQuotesIsNoSeparator() {
        assertThat(read("username;name\nzoe;\"Leroy, \"\"Zoé\"\"; dite Z\"\n"))
                .containsExactly(new Line(2, "zoe", "Leroy, \"Zoé\"; dite Z", "", ""));
    }

    @Test
    void refusesWhatIsNoListOfPeople() {
        refused(Why.NOTHING, () -> read(""));
        refused(Why.NOTHING, () -> read("username,name\n\n"));
        refused(Why.NO_USERNAME_COLUMN, () -> read("zoe,Zoé Leroy\n"));
        refused(Why.COLUMN_TWICE, () -> read("username,login\nzoe,zoe\n"));
        refused(Why.BROKEN_QUOTES, () -> read("username,name\nzoe,\"Zoé\nmax,Max\n"));
        refused(Why.TOO_BIG, () -> EnrolmentFile.parse(new byte[(1 << 20) + 1]));
        refused(Why.TOO_MANY_LINES, () -> read("username\n" + "zoe\n".repeat(5_001)));
        assertThat(read("username\n" + "zoe\n".repeat(5_000))).hasSize(5_000);
    }
}
