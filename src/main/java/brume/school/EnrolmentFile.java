package brume.school;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A list of people as a spreadsheet saves it: commas, semicolons or tabs between the columns; UTF-8, with or without
/// a byte order mark, or Windows-1252; the first line names the columns in English or French. Columns of other names
/// are passed over.
///
/// @param lines what was read, in the file's order
public record EnrolmentFile(List<Line> lines) {

    public static final int LINES_AT_MOST = 5_000;
    public static final int BYTES_AT_MOST = 1 << 20;

    private static final String SEPARATORS = ",;\t";
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    public EnrolmentFile {
        lines = List.copyOf(lines);
    }

    /// One person, as written; a column that the file does not have is empty.
    ///
    /// @param number of the line in the file, from 1, which the names of the columns are
    public record Line(int number, String username, String name, String email, String role) {}

    /// Why nothing of a file can be read.
    public enum Why {
        TOO_BIG,
        TOO_MANY_LINES,
        NOTHING,
        NO_USERNAME_COLUMN,
        COLUMN_TWICE,
        BROKEN_QUOTES
    }

    /// Not such a file.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Why why;

        Unreadable(Why why) {
            super("Not a list of people: " + why);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    private enum Column {
        USERNAME("username", "user", "login", "userid", "identifiant", "nomdutilisateur"),
        NAME("name", "fullname", "displayname", "lastname", "surname", "nom", "nomcomplet"),
        FIRST_NAME("firstname", "givenname", "prenom"),
        EMAIL("email", "mail", "emailaddress", "courriel", "adressecourriel", "adresseelectronique"),
        ROLE("role");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }

        static Optional<Column> of(String header) {
            String plain = plain(header);
            return Stream.of(values()).filter(one -> one.names.contains(plain)).findFirst();
        }
    }

    /// @throws Unreadable when it is no such file
    public static EnrolmentFile parse(byte[] bytes) {
        if (bytes.length > BYTES_AT_MOST) {
            throw new Unreadable(Why.TOO_BIG);
        }
        return parse(decode(bytes));
    }

    /// @throws Unreadable when it is no such text
    public static EnrolmentFile parse(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (plain.getBytes(StandardCharsets.UTF_8).length > BYTES_AT_MOST) {
            throw new Unreadable(Why.TOO_BIG);
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator(plain))
                .setIgnoreEmptyLines(false)
                .setTrailingData(false)
                .get();
        try (CSVParser parser = format.parse(new StringReader(plain))) {
            return read(parser);
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw new Unreadable(Why.BROKEN_QUOTES);
        }
    }

    private static EnrolmentFile read(CSVParser parser) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        List<Line> lines = new ArrayList<>();
        long next = 1;
        for (CSVRecord record : parser) {
            int number = Math.toIntExact(next);
            next = parser.getCurrentLineNumber() + 1;
            if (record.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (columns.isEmpty()) {
                columns.putAll(columns(record));
            } else if (lines.size() == LINES_AT_MOST) {
                throw new Unreadable(Why.TOO_MANY_LINES);
            } else {
                lines.add(line(number, record, columns));
            }
        }
        if (lines.isEmpty()) {
            throw new Unreadable(Why.NOTHING);
        }
        return new EnrolmentFile(lines);
    }

    private static Map<Column, Integer> columns(CSVRecord header) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (int place = 0; place < header.size(); place++) {
            Optional<Column> column = Column.of(header.get(place));
            if (column.isPresent() && columns.putIfAbsent(column.get(), place) != null) {
                throw new Unreadable(Why.COLUMN_TWICE);
            }
        }
        if (!columns.containsKey(Column.USERNAME)) {
            throw new Unreadable(Why.NO_USERNAME_COLUMN);
        }
        return columns;
    }

    private static Line line(int number, CSVRecord record, Map<Column, Integer> columns) {
        String name = cell(record, columns, Column.FIRST_NAME) + " " + cell(record, columns, Column.NAME);
        return new Line(
                number,
                cell(record, columns, Column.USERNAME),
                name.strip(),
                cell(record, columns, Column.EMAIL),
                cell(record, columns, Column.ROLE));
    }

    private static String cell(CSVRecord record, Map<Column, Integer> columns, Column column) {
        Optional<Integer> place = Optional.ofNullable(columns.get(column)).filter(at -> at < record.size());
        return place.map(record::get)
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .orElse("");
    }

    /// Small letters alone, without their accents: `Rôle ` is `role`.
    static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }

    /// What parts the names of the columns most often.
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return (char) SEPARATORS
                .chars()
                .boxed()
                .max(Comparator.comparingLong((Integer one) ->
                                header.chars().filter(at -> at == one).count())
                        .thenComparing(one -> -SEPARATORS.indexOf(one)))
                .orElse((int) ',')
                .intValue();
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WINDOWS);
        }
    }
}
