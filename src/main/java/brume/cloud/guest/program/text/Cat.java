package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.Optional;

/// `cat [-AbEnsTv] [file...]`, and `tac`, `nl`, `rev` under their names.
public final class Cat implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "AbEensTtuv",
                        "show-all=A number-nonblank=b show-ends=E number=n squeeze-blank=s show-tabs=T show-nonprinting=v")
                .parse(process.args());
        boolean plain = options.given().stream().allMatch(given -> given.letter() == 'u');
        int[] number = {0};
        return Inputs.each(process, options.operands(), (name, in) -> {
            if (!plain) {
                decorated(process, options, new Lines(in), number);
                return;
            }
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                process.checkSignals();
                process.out().write(buffer, 0, count);
                if (in.available() == 0) {
                    process.out().flush();
                }
            }
        });
    }

    private static void decorated(Process process, Options.Parsed options, Lines lines, int[] number)
            throws IOException {
        boolean ends = options.has('E') || options.has('A') || options.has('e');
        boolean tabs = options.has('T') || options.has('A') || options.has('t');
        boolean wasBlank = false;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            boolean blank = line.get().isEmpty();
            if (blank && wasBlank && options.has('s')) {
                continue;
            }
            wasBlank = blank;
            boolean numbered = options.has('b') ? !blank : options.has('n');
            String text = tabs ? line.get().replace("\t", "^I") : line.get();
            text = ends ? text.replace("\r", "^M") : text;
            process.print((numbered ? "%6d\t".formatted(++number[0]) : "")
                    + text
                    + (lines.wasComplete() ? ends ? "$\n" : "\n" : ""));
        }
    }
}
