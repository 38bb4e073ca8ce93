package brume.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A Brume in a process of its own, until it is killed. Says where its sandbox is: endpoint, key id and secret in one
/// line.
final class BrumeChild {

    private BrumeChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        Brume brume = Brume.start(Settings.inFolder(Path.of(arguments[0])));
        Operator operator = brume.operator();
        Operator.Ticket ticket = operator.list().stream().findFirst().orElseGet(operator::open);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println("ready " + ticket.endpoint() + " " + ticket.accessKeyId() + " " + ticket.secretAccessKey());
        Thread.sleep(600_000);
    }
}
