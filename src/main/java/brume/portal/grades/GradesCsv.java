package brume.portal.grades;

import brume.lab.Grade;
import brume.lab.GradeOverride;
import brume.lab.Mark;
import brume.portal.part.Csv;
import brume.portal.part.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The marks of a class as a file that a spreadsheet opens by a double click: UTF-8 with a byte order mark, and for
/// French, whose decimals have a comma, semicolons between the columns. Times are UTC.
final class GradesCsv {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final List<String> COLUMNS = List.of(
            "student",
            "username",
            "email",
            "automatic",
            "override",
            "final",
            "of",
            "percent",
            "passed",
            "checks",
            "reason",
            "by",
            "at",
            "last");

    private final Locale language;

    GradesCsv(Locale language) {
        this.language = Words.supported(language);
    }

    /// `cloud-ec2-first-instance-2026-11-23.csv`
    static String fileName(String course, String lab, LocalDate day) {
        return course + "-" + lab.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + day + ".csv";
    }

    byte[] bytes(List<GradeRow> rows) {
        return text(rows).getBytes(StandardCharsets.UTF_8);
    }

    String text(List<GradeRow> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS.stream()
                .map(column -> Csv.cell(Words.in(language, "grades.csv." + column)))
                .toList());
        rows.forEach(row -> lines.add(line(row)));
        return Csv.text(language, lines);
    }

    private List<String> line(GradeRow row) {
        Mark mark = row.mark();
        Grade automatic = mark.automatic();
        Optional<GradeOverride> given = mark.override();
        return List.of(
                Csv.cell(row.person().name()),
                Csv.cell(row.person().username()),
                Csv.cell(row.person().email()),
                Integer.toString(automatic.points()),
                given.flatMap(GradeOverride::points).map(String::valueOf).orElse(""),
                Integer.toString(mark.points()),
                Integer.toString(automatic.of()),
                number(mark.percent()),
                Integer.toString(automatic.passed()),
                Integer.toString(automatic.checks()),
                Csv.cell(given.map(GradeOverride::reason).orElse("")),
                Csv.cell(given.map(GradeOverride::byName).orElse("")),
                time(given.map(GradeOverride::at)),
                time(row.last()));
    }

    /// In French the decimal comma needs quotes nowhere, as semicolons part the columns.
    private String number(double value) {
        return String.format(language, "%.1f", value);
    }

    private static String time(Optional<Instant> moment) {
        return moment.map(TIME::format).orElse("");
    }
}
