package brume.cloud.guest.init;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/// `cloud-init status [--wait] [--long]`, `query userdata`, `--version`.
final class CloudInitProgram implements Program {

    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        String verb = args.isEmpty() ? "" : args.getFirst();
        return switch (verb) {
            case "--version", "-v" -> {
                process.println("/usr/bin/cloud-init " + CloudInit.version(process.guest()));
                yield 0;
            }
            case "status" -> status(process, args);
            case "query" -> {
                if (!args.contains("userdata")) {
                    yield process.fail("query: only `userdata` is simulated");
                }
                process.out().write(process.guest().world().facts().userData().orElse(new byte[0]));
                yield 0;
            }
            case "init", "modules", "clean" -> 0;
            default -> {
                process.warn("usage: cloud-init [-h] [--version] {status,query,init,modules,clean} ...");
                yield 2;
            }
        };
    }

    private static int status(Process process, List<String> args) throws IOException {
        boolean waits = args.contains("--wait") || args.contains("-w");
        while (waits && CloudInit.status(process.guest()).equals("running")) {
            process.print(".");
            process.out().flush();
            try {
                process.guest().world().sleep(POLL);
            } catch (InterruptedException signal) {
                throw new InterruptedIOException();
            }
            process.checkSignals();
        }
        String status = CloudInit.status(process.guest());
        process.println((waits ? "\n" : "") + "status: " + status);
        if (args.contains("--long") || args.contains("-l")) {
            process.println("boot_status_code: enabled-by-generator\ndetail: DataSourceEc2\nerrors: []");
        }
        return status.equals("error") ? 1 : 0;
    }
}
