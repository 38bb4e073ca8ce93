package brume.app.payara;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets a handler finish its beginning before it hears of the first byte.
public final class ReadyUpgrade implements HttpUpgradeHandler {

    private static final Logger LOG = System.getLogger(ReadyUpgrade.class.getName());

    private @Nullable HttpUpgradeHandler handler;

    void hands(HttpUpgradeHandler to) {
        handler = to;
    }

    @Override
    public void init(WebConnection connection) {
        Optional.ofNullable(handler).ifPresent(to -> {
            try {
                LateListener bytes = new LateListener(connection.getInputStream());
                to.init(new Known(connection, bytes, connection.getOutputStream()));
                bytes.listen();
            } catch (IOException | IllegalStateException gone) {
                LOG.log(Level.DEBUG, "The client went away before its websocket was open", gone);
                to.destroy();
            }
        });
    }

    @Override
    public void destroy() {
        Optional.ofNullable(handler).ifPresent(HttpUpgradeHandler::destroy);
    }

    private record Known(WebConnection connection, ServletInputStream bytes, ServletOutputStream out)
            implements WebConnection {

        @Override
        public ServletInputStream getInputStream() {
            return bytes;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return out;
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }
}
