package brume.cloud.guest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The terminal that a person sits at: its size, and the events that reach the session outside of its byte streams. The
/// SSH server or the portal makes one per session and tells it what happens; bytes typed travel raw through
/// [Stdio#in()], control characters included.
public final class Terminal {

    private final String type;
    private final List<Runnable> resizeListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> interruptListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> hangUpListeners = new CopyOnWriteArrayList<>();
    private volatile int columns;
    private volatile int rows;

    /// @param type the value of `TERM`
    public Terminal(String type, int columns, int rows) {
        this.type = type;
        this.columns = columns > 0 ? columns : 80;
        this.rows = rows > 0 ? rows : 24;
    }

    public String type() {
        return type;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /// The window has a new size.
    public void resize(int newColumns, int newRows) {
        columns = newColumns > 0 ? newColumns : columns;
        rows = newRows > 0 ? newRows : rows;
        resizeListeners.forEach(Runnable::run);
    }

    /// As if Ctrl-C had been typed (SSH's `signal` request).
    public void interrupt() {
        interruptListeners.forEach(Runnable::run);
    }

    /// The connection is gone: everything in the session ends.
    public void hangUp() {
        hangUpListeners.forEach(Runnable::run);
    }

    public void onResize(Runnable listener) {
        resizeListeners.add(listener);
    }

    public void onInterrupt(Runnable listener) {
        interruptListeners.add(listener);
    }

    public void onHangUp(Runnable listener) {
        hangUpListeners.add(listener);
    }
}
