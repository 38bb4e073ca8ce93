package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `shuf [-er] [-n count] [-i low-high] [-o file] [file]`.
public final class Shuf implements Program {

    private static final int MAX_RANGE = 2_000_000;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "ern:i:o:z", "echo=e repeat=r head-count=n input-range=i output=o zero-terminated=z")
                .parse(process.args());
        List<String> lines = new ArrayList<>();
        int status = 0;
        if (options.value('i').isPresent()) {
            String range = options.value('i').get();
            if (!range.matches("\\d{1,9}-\\d{1,9}")) {
                throw UsageError.of("invalid input range: ‘" + range + "’");
            }
            String[] ends = range.split("-");
            for (int n = Integer.parseInt(ends[0]); n <= Integer.parseInt(ends[1]) && lines.size() < MAX_RANGE; n++) {
                lines.add(Integer.toString(n));
            }
        } else if (options.has('e')) {
            lines.addAll(options.operands());
        } else {
            Memory memory = new Memory();
            status = Inputs.each(process, options.operands(), (name, in) -> {
                Lines source = new Lines(in);
                for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
                    lines.add(memory.hold(line.get()));
                }
            });
        }
        RandomGenerator random = process.guest().world().random();
        if (!options.has('r')) {
            for (int i = lines.size() - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                lines.set(j, lines.set(i, lines.get(j)));
            }
        }
        print(process, options, lines, random);
        return status;
    }

    private static void print(Process process, Options.Parsed options, List<String> lines, RandomGenerator random)
            throws IOException {
        long count = options.value('n')
                .filter(n -> n.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(options.has('r') ? Long.MAX_VALUE : lines.size());
        OutputStream out = options.value('o').isPresent()
                ? process.files().create(process.path(options.value('o').get()))
                : process.out();
        for (long i = 0; i < count && (options.has('r') ? !lines.isEmpty() : i < lines.size()); i++) {
            process.checkSignals();
            String line = lines.get(options.has('r') ? random.nextInt(lines.size()) : (int) i);
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (options.value('o').isPresent()) {
            out.close();
        }
    }
}
