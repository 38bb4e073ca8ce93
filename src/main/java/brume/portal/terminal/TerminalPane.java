package brume.portal.terminal;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Terminal;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/// One session on one simulated machine, shown by xterm.js. The shell runs on a virtual thread of its own until the
/// person leaves it, closes the pane or goes away. What was shown stays when it has ended.
@Tag("brume-terminal")
@JsModule("./brume-terminal.ts")
@CssImport("@xterm/xterm/css/xterm.css")
@NpmPackage(value = "@xterm/xterm", version = "5.5.0")
@NpmPackage(value = "@xterm/addon-fit", version = "0.10.0")
public final class TerminalPane extends Component implements HasStyle, HasSize {

    private static final Logger LOG = System.getLogger(TerminalPane.class.getName());
    private static final int TYPED_AT_MOST = 8192;

    private final Terminal terminal = new Terminal("xterm-256color", 100, 12);
    private final Keys keys = new Keys();
    private final Tap tap = new Tap();
    private final Screen screen = new Screen(this::wake, tap);
    private final UI page;
    private Runnable onEnd = () -> {};
    private Runnable onResize = () -> {};

    public TerminalPane(UI page, String label) {
        this.page = page;
        getElement().setAttribute("label", label);
    }

    /// Opens a login shell.
    public void open(Guest guest, Login login) {
        Thread.ofVirtual().name("terminal-" + guest.id()).start(() -> run(guest, login));
    }

    /// What it shows, for whoever looks on.
    Tap tap() {
        return tap;
    }

    /// As if it had been typed.
    public void type(String text) {
        keys.type(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Called in the page when the shell has ended.
    public void onEnd(Runnable listener) {
        onEnd = listener;
    }

    public void onResize(Runnable listener) {
        onResize = listener;
    }

    /// Columns × rows.
    public String size() {
        return terminal.columns() + "×" + terminal.rows();
    }

    public void focus() {
        getElement().callJsFunction("take");
    }

    /// Hangs up.
    public void close() {
        keys.close();
        terminal.hangUp();
        screen.close();
    }

    @ClientCallable
    private void typed(String data) {
        if (data.length() <= TYPED_AT_MOST) {
            type(data);
        }
    }

    @ClientCallable
    private void resized(int columns, int rows) {
        if (columns >= 2 && columns <= 1000 && rows >= 1 && rows <= 1000) {
            terminal.resize(columns, rows);
            tap.resize(columns, rows);
            onResize.run();
        }
    }

    @ClientCallable
    private void shown(int characters) {
        screen.shown(characters);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        close();
    }

    private void run(Guest guest, Login login) {
        try {
            guest.shell(login, new Stdio(keys, screen, screen), terminal);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The session on " + guest.id() + " failed", failure);
        } finally {
            tap.end();
            inPage(() -> {
                getElement().callJsFunction("readOnly", true);
                onEnd.run();
            });
        }
    }

    private void wake() {
        inPage(() -> screen.drain(text -> getElement().callJsFunction("write", text)));
    }

    private void inPage(Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            close();
        }
    }
}
