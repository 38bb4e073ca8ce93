package brume.portal.part;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Something that takes a while to read: mist until it is there, after five seconds with a word and after ten with a
/// way
/// to try again, then what is made of it; when it fails a sentence, a request id that the log has too, and a way to try
/// again. What was shown before stays until the new is there.
public final class Later<T> extends Div {

    private static final Logger LOG = System.getLogger(Later.class.getName());

    /// A push can be lost between two connections: a page that still waits asks, and what has come comes with the
    /// answer.
    private static final String ASK = """
            const asking = setInterval(() => {
              if (this.isConnected && this.hasAttribute('aria-busy')) this.dispatchEvent(new CustomEvent('still-waiting'));
              else clearInterval(asking);
            }, 4000);
            """;

    private final int mistRows;
    private final Supplier<T> read;
    private final Function<T, Component> draw;
    private boolean filled;

    /// @param read runs on a thread of its own
    /// @param draw runs with the page
    public Later(int mistRows, Supplier<T> read, Function<T, Component> draw) {
        this.mistRows = mistRows;
        this.read = read;
        this.draw = draw;
        addClassName("later");
        getElement().addEventListener("still-waiting", asked -> {});
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load(event.getUI());
    }

    /// Reads again.
    public void load() {
        getUI().ifPresent(this::load);
    }

    private void load(UI page) {
        if (!filled) {
            removeAll();
            add(new MistLines(mistRows), slow());
        }
        getElement().setAttribute("aria-busy", "true");
        getElement().executeJs(ASK);
        Thread.ofVirtual().name("later").start(() -> {
            try {
                T there = read.get();
                access(page, () -> show(there));
            } catch (RuntimeException failure) {
                String request = UUID.randomUUID().toString();
                LOG.log(Level.WARNING, "Request " + request + ": it could not be read", failure);
                access(page, () -> fail(request));
            }
        });
    }

    /// The theme shows the word after five seconds, and the way to try again after ten.
    private Div slow() {
        Button again = new Button(Words.say("part.again"), click -> load());
        again.addClassName("compact");
        Div slow = Dom.div("slow", Dom.text("p", "slow-word t2", Words.say("part.slow")), Dom.div("slow-again", again));
        slow.getElement().setAttribute("role", "status");
        return slow;
    }

    public boolean isFilled() {
        return filled;
    }

    public void show(T there) {
        getElement().removeAttribute("aria-busy");
        filled = true;
        removeAll();
        add(draw.apply(there));
    }

    private void fail(String request) {
        getElement().removeAttribute("aria-busy");
        if (!filled) {
            removeAll();
        }
        getChildren().filter(Failure.class::isInstance).toList().forEach(this::remove);
        addComponentAsFirst(new Failure(request));
    }

    private final class Failure extends Div {

        Failure(String request) {
            Button again = new Button(Words.say("part.again"), click -> load());
            again.addClassName("compact");
            add(
                    Flash.refused(Words.say("part.unread"), Words.say("console.request", request)),
                    Dom.div("again", again));
        }
    }

    private static void access(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
    }
}
