package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// `tee`, `seq`, `yes`, `base64`, and the way to the checksums.
public final class Small implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "tee" -> tee(process);
            case "seq" -> seq(process);
            case "yes" -> yes(process);
            case "base64" -> base64(process);
            case "cksum", "sum" -> Checksums.run(process);
            case "base32" -> Base32.run(process);
            default -> Sums.run(process);
        };
    }

    private static int tee(Process process) throws IOException {
        Options.Parsed options = new Options("aip", "append=a ignore-interrupts=i").parse(process.args());
        List<OutputStream> files = new ArrayList<>();
        int status = 0;
        for (String operand : options.operands()) {
            try {
                String path = process.path(operand);
                files.add(
                        operand.equals("/dev/stderr")
                                ? process.err()
                                : operand.equals("/dev/stdout")
                                        ? process.out()
                                        : options.has('a')
                                                ? process.files().append(path)
                                                : process.files().create(path));
            } catch (FsException failure) {
                status = process.fail(operand + ": " + failure.getMessage());
            }
        }
        byte[] buffer = new byte[8192];
        for (int count = process.in().read(buffer);
                count >= 0;
                count = process.in().read(buffer)) {
            process.checkSignals();
            process.out().write(buffer, 0, count);
            process.out().flush();
            for (OutputStream file : files) {
                file.write(buffer, 0, count);
            }
        }
        return status;
    }

    private static int seq(Process process) throws IOException {
        List<String> args = new ArrayList<>(process.args());
        String separator = "\n";
        boolean wide = false;
        String format = "";
        while (!args.isEmpty() && args.getFirst().matches("-[wsf].*|--.*")) {
            String option = args.removeFirst();
            if (option.equals("-w") || option.equals("--equal-width")) {
                wide = true;
            } else if (option.startsWith("-s")) {
                separator = option.length() > 2 ? option.substring(2) : args.isEmpty() ? "" : args.removeFirst();
            } else if (option.startsWith("-f")) {
                format = option.length() > 2 ? option.substring(2) : args.isEmpty() ? "" : args.removeFirst();
            } else if (option.startsWith("--separator=")) {
                separator = option.substring(12);
            } else {
                throw UsageError.of("unrecognized option '" + option + "'");
            }
        }
        if (args.isEmpty()) {
            throw UsageError.of("missing operand");
        }
        if (args.size() > 3) {
            throw UsageError.of("extra operand ‘" + args.get(3) + "’");
        }
        List<BigDecimal> numbers = new ArrayList<>();
        for (String arg : args) {
            if (!arg.matches("[+-]?(\\d{1,15}(\\.\\d{0,9})?|\\.\\d{1,9})")) {
                throw UsageError.of("invalid floating point argument: ‘" + arg + "’");
            }
            numbers.add(new BigDecimal(arg));
        }
        BigDecimal first = numbers.size() > 1 ? numbers.getFirst() : BigDecimal.ONE;
        BigDecimal step = numbers.size() > 2 ? numbers.get(1) : BigDecimal.ONE;
        if (step.signum() == 0) {
            throw UsageError.of("invalid Zero increment value: ‘" + args.get(1) + "’");
        }
        count(process, first, step, numbers.getLast(), separator, wide, format);
        return 0;
    }

    private static void count(
            Process process,
            BigDecimal first,
            BigDecimal step,
            BigDecimal last,
            String separator,
            boolean wide,
            String format)
            throws IOException {
        int scale = Math.max(first.scale(), step.scale());
        int width = wide
                ? Math.max(
                        first.setScale(scale).toPlainString().length(),
                        last.setScale(scale, java.math.RoundingMode.DOWN)
                                .toPlainString()
                                .length())
                : 0;
        boolean begun = false;
        for (BigDecimal n = first;
                step.signum() > 0 ? n.compareTo(last) <= 0 : n.compareTo(last) >= 0;
                n = n.add(step)) {
            process.checkSignals();
            String text = n.setScale(scale).toPlainString();
            if (wide && text.startsWith("-")) {
                text = "-" + "0".repeat(Math.max(0, width - text.length())) + text.substring(1);
            } else if (wide) {
                text = "0".repeat(Math.max(0, width - text.length())) + text;
            } else if (!format.isEmpty()) {
                text = format.replaceFirst(
                        "%([-+ 0]*\\d*)(?:\\.(\\d+))?[gfe]",
                        java.util.regex.Matcher.quoteReplacement(formatted(format, n)));
            }
            process.print(begun ? separator + text : text);
            begun = true;
        }
        if (begun) {
            process.print("\n");
        }
    }

    private static String formatted(String format, BigDecimal number) {
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                        "%([-+ 0]*)(\\d{0,4})(?:\\.(\\d{1,3}))?([gfe])")
                .matcher(format);
        if (!matcher.find()) {
            return number.toPlainString();
        }
        int width = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
        String digits = matcher.group(3);
        String text = Numbers.format(
                number.doubleValue(),
                matcher.group(4).charAt(0),
                digits == null ? -1 : Integer.parseInt(digits),
                matcher.group(1),
                width);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static int yes(Process process) throws IOException {
        String line = (process.args().isEmpty() ? "y" : String.join(" ", process.args())) + "\n";
        while (true) {
            process.checkSignals();
            process.print(line);
        }
    }

    private static int base64(Process process) throws IOException {
        Options.Parsed options = new Options("diw:", "decode=d ignore-garbage=i wrap=w").parse(process.args());
        int wrap = options.value('w')
                .filter(w -> w.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(76);
        int[] failed = {0};
        int status = Inputs.each(process, options.operands(), (name, in) -> {
            byte[] all = in.readNBytes(64 * 1024 * 1024);
            if (options.has('d')) {
                try {
                    process.out().write(Base64.getMimeDecoder().decode(all));
                } catch (IllegalArgumentException bad) {
                    failed[0] = process.fail("invalid input");
                }
                return;
            }
            String text = Base64.getEncoder().encodeToString(all);
            for (int i = 0; i < text.length(); i += wrap == 0 ? text.length() : wrap) {
                process.print(text.substring(i, wrap == 0 ? text.length() : Math.min(text.length(), i + wrap))
                        + (wrap == 0 ? "" : "\n"));
            }
        });
        return status + failed[0];
    }
}
