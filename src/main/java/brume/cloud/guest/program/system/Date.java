package brume.cloud.guest.program.system;

import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.DateText;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Zones;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `date [-uR] [-I[what]] [-d text] [-r file] [+format]`. The clock is the sandbox's and cannot be set.
public final class Date implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> args = new ArrayList<>();
        for (String arg : process.args()) {
            args.add(arg.matches("-I.+") ? "--iso-8601=" + arg.substring(2) : arg);
        }
        Options.Parsed options = new Options(
                        "d:f:Ir:Rs:u2:",
                        "date=d file=f iso-8601=I reference=r rfc-email=R set=s utc=u universal=u rfc-3339=2")
                .parse(args);
        ZoneId zone = options.has('u') ? ZoneOffset.UTC : Zones.of(process);
        Instant at = process.guest().world().now();
        if (options.value('s').isPresent()) {
            return process.fail("cannot set date: Operation not permitted");
        }
        if (options.value('r').isPresent()) {
            at = process.files().stat(process.path(options.value('r').get())).modified();
        } else if (options.value('d').isPresent()) {
            Optional<Instant> parsed = DateText.parse(options.value('d').get(), at, zone);
            if (parsed.isEmpty()) {
                return process.fail("invalid date ‘" + options.value('d').get() + "’");
            }
            at = parsed.get();
        }
        if (!options.operands().isEmpty() && !options.operand(0).startsWith("+")) {
            return process.fail("invalid date ‘" + options.operand(0) + "’");
        }
        process.println(DateFormat.format(format(options), at, zone));
        return 0;
    }

    private static String format(Options.Parsed options) {
        if (!options.operands().isEmpty()) {
            return options.operand(0).substring(1);
        }
        if (options.has('I')) {
            return switch (options.value('I').orElse("")) {
                case "hours" -> "%Y-%m-%dT%H%:z";
                case "minutes" -> "%Y-%m-%dT%H:%M%:z";
                case "seconds" -> "%Y-%m-%dT%H:%M:%S%:z";
                case "ns" -> "%Y-%m-%dT%H:%M:%S,%N%:z";
                default -> "%Y-%m-%d";
            };
        }
        if (options.has('R')) {
            return "%a, %d %b %Y %H:%M:%S %z";
        }
        return switch (options.value('2').orElse("")) {
            case "date" -> "%Y-%m-%d";
            case "seconds" -> "%Y-%m-%d %H:%M:%S%:z";
            case "ns" -> "%Y-%m-%d %H:%M:%S.%N%:z";
            default -> "%a %b %e %H:%M:%S %Z %Y";
        };
    }
}
