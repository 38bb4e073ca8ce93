package brume.portal.part;

import com.vaadin.flow.component.button.Button;
import java.util.function.Supplier;

/// Copies a text to the clipboard and says so, in its own accessible name and tick, without a toast.
public final class CopyButton extends Button {

    public CopyButton(String text) {
        this(() -> text);
    }

    public CopyButton(Supplier<String> text) {
        addClassNames("square", "compact", "quiet", "copy");
        setIcon(Icon.small("copy"));
        setAriaLabel(Words.say("part.copy"));
        setTooltipText(Words.say("part.copy"));
        addClickListener(click -> {
            getElement().executeJs(COPY, text.get());
            setIcon(Icon.small("check"));
            setAriaLabel(Words.say("part.copied"));
            setTooltipText(Words.say("part.copied"));
        });
    }

    /// Falls back to a hidden field where the clipboard needs HTTPS and there is none.
    private static final String COPY = """
            const text = $0;
            const old = () => { const a = document.createElement('textarea'); a.value = text; a.style.position = 'fixed';
              a.style.opacity = '0'; document.body.append(a); a.select(); document.execCommand('copy'); a.remove(); this.focus(); };
            if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).catch(old); } else { old(); }
            """;
}
