package brume.portal.terminal;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.JsModule;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Somebody else's terminal as it is now, in its own size: what it has shown last, then what it goes on to show. It has
/// no way back: it takes no key, and the only thing that its browser says is how much it has drawn.
@Tag("brume-terminal")
@JsModule("./brume-terminal.ts")
public final class TerminalMirror extends Component implements HasStyle {

    private static final int AHEAD_CHARACTERS = 128 * 1024;
    private static final int CHUNK_BYTES = 16 * 1024;
    /// Keys echoed in one breath travel together.
    private static final long GATHER_MILLIS = 40;

    private final Tap tap;
    private final AtomicBoolean woken = new AtomicBoolean();
    private CharsetDecoder decoder = fresh();
    private byte[] rest = {};
    private Veil veil = new Veil(List.of());
    private long at;
    private int unshown;
    private boolean sized;
    private Tap.Size size = new Tap.Size(0, 0);
    private Runnable unwatch = () -> {};

    public TerminalMirror(Tap tap, String label) {
        this.tap = tap;
        getElement().setAttribute("label", label);
        getElement().setAttribute("watching", true);
    }

    /// Covers these from now on, wherever they are shown.
    public void cover(List<String> secrets) {
        if (!veil.secrets().equals(secrets)) {
            veil = new Veil(secrets);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        unwatch = tap.watch(() -> wake(page));
        draw();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unwatch.run();
        unwatch = () -> {};
    }

    /// The browser has drawn so many characters.
    @ClientCallable
    private void shown(int characters) {
        unshown = Math.max(0, unshown - Math.max(0, characters));
        draw();
    }

    /// Called by the student's own shell, which goes on at once.
    private void wake(UI page) {
        if (woken.compareAndSet(false, true)) {
            Thread.ofVirtual().name("terminal-mirror").start(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS));
                woken.set(false);
                try {
                    page.access(this::draw);
                } catch (UIDetachedException gone) {
                    unwatch.run();
                }
            });
        }
    }

    private void draw() {
        if (!sized || !tap.size().equals(size)) {
            sized = true;
            size = tap.size();
            getElement().callJsFunction("sized", size.columns(), size.rows());
        }
        while (unshown < AHEAD_CHARACTERS) {
            Tap.Piece piece = tap.read(at, CHUNK_BYTES);
            if (piece.bytes().length == 0) {
                break;
            }
            if (piece.missed()) {
                decoder = fresh();
                rest = new byte[0];
                veil = new Veil(veil.secrets());
                getElement().callJsFunction("clear");
            }
            at = piece.next();
            String text = veil.pass(decoded(piece.bytes()));
            if (!text.isEmpty()) {
                unshown += text.length();
                getElement().callJsFunction("write", text);
            }
        }
        getElement().getClassList().set("ended", tap.isEnded());
    }

    private static CharsetDecoder fresh() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /// A character may stand in two pieces: its first bytes are kept for the next.
    private String decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + bytes.length)
                .put(rest)
                .put(bytes)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.reset();
        decoder.decode(in, out, false);
        rest = new byte[in.remaining()];
        in.get(rest);
        return out.flip().toString();
    }
}
