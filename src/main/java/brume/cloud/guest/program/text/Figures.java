package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `numfmt [--to=iec|si|iec-i] [--from=...]` and `factor`.
public final class Figures implements Program {

    private static final Pattern NUMBER = Pattern.compile("([-+]?\\d{1,18}(?:\\.\\d{1,9})?)([KMGTPEk]?)(i?)");
    private static final String UNITS = "KMGTPE";

    @Override
    public int run(Process process) throws IOException {
        boolean factor = process.name().equals("factor");
        Options.Parsed options = new Options(
                        "+d:z1:2:3:4:5:67", "to=1 from=2 suffix=3 field=4 format=5 delimiter=d grouping=6 header=7")
                .parse(process.args());
        List<String> words = new ArrayList<>(options.operands());
        if (words.isEmpty() && !factor) {
            return lines(process, options);
        }
        if (words.isEmpty()) {
            Inputs.each(process, List.of(), (name, in) -> {
                Lines lines = new Lines(in);
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    words.addAll(List.of(line.get().strip().split("\\s+")));
                }
            });
        }
        int status = 0;
        for (String word : words) {
            process.checkSignals();
            status |= factor ? factors(process, word) : format(process, options, word);
        }
        return status;
    }

    private static int factors(Process process, String word) throws IOException {
        if (!word.matches("\\d{1,15}")) {
            return process.fail("‘" + word + "’ is not a valid positive integer");
        }
        long left = Long.parseLong(word);
        StringBuilder line = new StringBuilder(left + ":");
        for (long divisor = 2; divisor * divisor <= left; divisor++) {
            while (left % divisor == 0) {
                line.append(' ').append(divisor);
                left /= divisor;
            }
        }
        process.println(left > 1 ? line + " " + left : line.toString());
        return 0;
    }

    /// Standard input, in whose lines some fields are numbers.
    private static int lines(Process process, Options.Parsed options) throws IOException {
        String fields = options.value('4').orElse("1");
        Optional<String> delimiter = options.value('d');
        int header = options.value('7')
                .filter(n -> n.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(options.has('7') ? 1 : 0);
        int[] left = {header};
        return Inputs.each(process, List.of(), (name, in) -> {
            Lines lines = new Lines(in);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (left[0]-- > 0) {
                    process.println(line.get());
                    continue;
                }
                Matcher pieces = Pattern.compile(delimiter
                                .map(d -> "()([^" + Pattern.quote(d) + "]*)")
                                .orElse("(\\s*)(\\S+)"))
                        .matcher(line.get());
                StringBuilder out = new StringBuilder();
                int at = 0;
                int number = 0;
                while (pieces.find()) {
                    out.append(line.get(), at, pieces.start());
                    number++;
                    boolean wanted =
                            fields.equals("-") || List.of(fields.split(",")).contains("" + number);
                    out.append(pieces.group(1)).append(wanted ? converted(options, pieces.group(2)) : pieces.group(2));
                    at = pieces.end();
                }
                process.println(out.append(line.get().substring(at)).toString());
            }
        });
    }

    private static int format(Process process, Options.Parsed options, String word) throws IOException {
        try {
            process.println(converted(options, word));
            return 0;
        } catch (UsageError bad) {
            return process.fail(2, bad.getMessage());
        }
    }

    private static String converted(Options.Parsed options, String word) {
        Matcher matcher = NUMBER.matcher(word);
        if (!matcher.matches()) {
            throw UsageError.plain("invalid number: ‘" + word + "’");
        }
        BigDecimal value = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2).toUpperCase(java.util.Locale.ROOT);
        String from = options.value('2').orElse("none");
        if (!unit.isEmpty() && from.equals("none")) {
            throw UsageError.plain("rejecting suffix in input: ‘" + word + "’ (consider using --from)");
        }
        boolean binary = from.startsWith("iec")
                || from.equals("auto") && !matcher.group(3).isEmpty();
        if (!unit.isEmpty()) {
            value = value.multiply(BigDecimal.valueOf(binary ? 1024 : 1000).pow(UNITS.indexOf(unit) + 1));
        }
        String to = options.value('1').orElse("none");
        String text = to.equals("none")
                ? value.setScale(0, RoundingMode.UP).toPlainString()
                : scaled(value, to.startsWith("iec") ? 1024 : 1000)
                        + (to.equals("iec-i") && value.abs().intValue() >= 1024 ? "i" : "");
        return text + options.value('3').orElse("");
    }

    private static String scaled(BigDecimal number, int base) {
        int power = 0;
        BigDecimal value = number;
        BigDecimal step = BigDecimal.valueOf(base);
        while (value.abs().compareTo(step) >= 0 && power < UNITS.length()) {
            value = value.divide(step, 12, RoundingMode.HALF_UP);
            power++;
        }
        if (power == 0) {
            return value.setScale(0, RoundingMode.UP).toPlainString();
        }
        boolean small = value.abs().setScale(1, RoundingMode.UP).compareTo(BigDecimal.TEN) < 0;
        return value.setScale(small ? 1 : 0, RoundingMode.UP).toPlainString()
                + (base == 1000 && power == 1 ? "K" : UNITS.charAt(power - 1) + "");
    }
}
