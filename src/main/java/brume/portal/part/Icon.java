package brume.portal.part;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A Lucide drawing, decoration only: the word beside it, or the control's accessible name, says what it means.
/// 16 px with a stroke of 1.8, small 14 px with 2.1. The drawings lie in `resources/brume/portal/lucide` (ISC).
@Tag("span")
public final class Icon extends Span {

    private static final Map<String, String> DRAWINGS = new ConcurrentHashMap<>();

    /// @param name Lucide's own, such as `circle-play`
    /// @throws IllegalArgumentException when the drawing is not among those copied
    public Icon(String name) {
        addClassName("icon");
        draw(name);
    }

    public static Icon of(String name) {
        return new Icon(name);
    }

    public static Icon small(String name) {
        Icon icon = new Icon(name);
        icon.addClassName("small");
        return icon;
    }

    public void draw(String name) {
        getElement().setProperty("innerHTML", DRAWINGS.computeIfAbsent(name, Icon::read));
    }

    /// It turns for as long as something really runs; not for people who asked for less motion.
    public Icon turning() {
        addClassName("turning");
        return this;
    }

    private static String read(String name) {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("Not an icon: " + name);
        }
        try (var in = Icon.class.getResourceAsStream("/brume/portal/lucide/" + name + ".svg")) {
            if (in == null) {
                throw new IllegalArgumentException("No drawing for the icon " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
