package brume.cloud.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Two connected ends in memory. A writer blocks when the reader is [ByteStream#MOST_BYTES] behind, as a TCP window
/// would make
/// it.
public final class Duplex {

    private Duplex() {}

    public record Ends(Connection client, Connection server) {}

    public static Ends between(Endpoint client, Endpoint server) {
        ByteStream up = new ByteStream(() -> new IOException("Broken pipe"));
        ByteStream down = new ByteStream(() -> new IOException("Broken pipe"));
        return new Ends(new End(down, up, server, client), new End(up, down, client, server));
    }

    private record End(ByteStream incoming, ByteStream outgoing, Endpoint peer, Endpoint local) implements Connection {
        @Override
        public InputStream in() {
            return incoming.reader;
        }

        @Override
        public OutputStream out() {
            return outgoing.writer;
        }

        @Override
        public void close() {
            outgoing.finish();
            incoming.abandon();
        }
    }
}
