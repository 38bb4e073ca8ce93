package brume.cloud.guest.service.apache;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.List;

/// `apachectl`, `apache2ctl`: `start`, `stop`, `restart`, `graceful`, `configtest`, `status`.
public final class ApacheControl implements Program {

    @Override
    public int run(Process process) throws IOException {
        String verb = process.args().isEmpty() ? "" : process.args().getFirst();
        List<String> command = switch (verb) {
            case "configtest", "-t" -> List.of("httpd", "-t");
            case "-S", "-M", "-v", "-V" -> List.of("httpd", verb);
            case "start", "stop", "restart", "graceful", "graceful-stop" -> List.of("httpd", "-k", verb);
            default -> List.of();
        };
        if (command.isEmpty()) {
            process.warn("Usage: " + process.name() + " start|stop|restart|graceful|graceful-stop|configtest|-S|-M|-v");
            return 1;
        }
        return new Apache().run(process.with(command));
    }
}
