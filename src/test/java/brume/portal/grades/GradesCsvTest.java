package brume.portal.grades;

import static org.assertj.core.api.Assertions.assertThat;

import brume.lab.Grade;
import brume.lab.GradeOverride;
import brume.lab.Mark;
import brume.school.CourseId;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Role;
import brume.school.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file that a spreadsheet opens.
class GradesCsvTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:59Z");

    private static GradeRow row(String name, Optional<GradeOverride> given) {
        Person person = new Person(
                PersonId.parse("p-1"), "alice", name, "alice@example.org", Set.of(Role.STUDENT), List.of(LYON));
        return new GradeRow(person, new Mark(Optional.empty(), new Grade(7, 30, 0, 3, 12), given), Optional.of(NOW));
    }

    private static GradeOverride given(int points, String reason) {
        return new GradeOverride(
                LYON,
                CourseId.parse("cloud"),
                "lab",
                PersonId.parse("p-1"),
                Optional.of(points),
                reason,
                7,
                PersonId.parse("p-ines"),
                "ines",
                NOW);
    }

    @Test
    void frenchHasSemicolonsAndADecimalComma() {
        String text = new GradesCsv(Locale.FRENCH)
                .text(List.of(row("Élodie Müller", Optional.of(given(13, "Panne ; l’étape 4 \"comptée\"")))));
        assertThat(text.lines())
                .containsExactly(
                        "\ufeffÉtudiant;Identifiant;Adresse électronique;Note automatique;Note manuelle;Note finale;Barème;Pourcentage;"
                                + "Contrôles réussis;Contrôles;Motif;Donnée par;Donnée le (UTC);Dernière action (UTC)",
                        "Élodie Müller;alice;alice@example.org;7;13;13;30;43,3;3;12;"
                                + "\"Panne ; l’étape 4 \"\"comptée\"\"\";ines;2026-11-23 10:00;2026-11-23 10:00");
        assertThat(text).endsWith("\r\n");
    }

    @Test
    void englishHasCommasAndADecimalPoint() {
        String text = new GradesCsv(Locale.ENGLISH).text(List.of(row("Martin, Alice", Optional.empty())));
        assertThat(text.lines().toList().get(1))
                .isEqualTo("\"Martin, Alice\",alice,alice@example.org,7,,7,30,23.3,3,12,,,,2026-11-23 10:00");
    }

    @Test
    void beginsWithTheByteOrderMarkThatExcelAsksFor() {
        assertThat(new GradesCsv(Locale.FRENCH).bytes(List.of()))
                .startsWith(0xEF, 0xBB, 0xBF)
                .endsWith("(UTC)\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", " =1", "\uff1d1"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String text) {
        String cell = brume.portal.part.Csv.cell(text);
        assertThat(cell.startsWith("\"") ? cell.substring(1) : cell).startsWith("'" + text);
    }

    @Test
    void linesWithinACellStayInIt() {
        assertThat(brume.portal.part.Csv.cell("one\n=two")).isEqualTo("\"one\n=two\"");
        assertThat(brume.portal.part.Csv.cell("=cmd|' /C calc'!A0;\"x\""))
                .isEqualTo("\"'=cmd|' /C calc'!A0;\"\"x\"\"\"");
        assertThat(brume.portal.part.Csv.cell("plain-text@home")).isEqualTo("plain-text@home");
    }

    @Test
    void theFileIsNamedAfterCourseLabAndDay() {
        assertThat(GradesCsv.fileName("cloud", "ec2-first instance/é", LocalDate.of(2026, 11, 23)))
                .isEqualTo("cloud-ec2-first_instance__-2026-11-23.csv");
    }
}
