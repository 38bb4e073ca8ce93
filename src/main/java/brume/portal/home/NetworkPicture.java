package brume.portal.home;

import brume.portal.frame.Glance;
import brume.portal.part.Words;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The student's own network, drawn from what is in the sandbox: the way to the internet, machines with an address out
/// there above, the others below. What is not built yet lies in the mist.
public final class NetworkPicture extends Span {

    private static final int BOXES_A_ROW = 3;
    private static final int NAME_AT_MOST = 13;

    public NetworkPicture(Optional<Glance> seen, String here) {
        addClassName("picture");
        getElement().setProperty("innerHTML", draw(seen, here));
    }

    private static String draw(Optional<Glance> seen, String here) {
        List<Glance.Machine> machines = seen.map(Glance::machines).orElse(List.of());
        List<Glance.Machine> above = machines.stream()
                .filter(Glance.Machine::reachable)
                .limit(BOXES_A_ROW)
                .toList();
        List<Glance.Machine> below = machines.stream()
                .filter(machine -> !machine.reachable())
                .limit(BOXES_A_ROW)
                .toList();
        boolean open = seen.map(Glance::open).orElse(false);
        String spoken = machines.isEmpty()
                ? Words.say("home.net.empty")
                : Words.say(
                        "home.net.text",
                        seen.flatMap(Glance::network).orElse(""),
                        String.join(
                                ", ",
                                machines.stream().map(Glance.Machine::name).toList()));
        StringBuilder svg = new StringBuilder(4096);
        svg.append("""
                <svg viewBox="0 0 430 232" width="100%%" height="100%%" preserveAspectRatio="xMidYMid slice" role="img" aria-label="%s">
                <defs><pattern id="mist" width="8" height="6" patternUnits="userSpaceOnUse"><rect width="8" height="1.3" class="mist"/></pattern>
                <linearGradient id="fade" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0"/>
                <stop offset=".28" stop-color="#fff" stop-opacity=".95"/><stop offset="1" stop-color="#fff"/></linearGradient>
                <mask id="veil"><rect y="%d" width="430" height="%d" fill="url(#fade)"/></mask></defs>
                <rect width="430" height="232" class="ground"/>
                <rect x="34" y="44" width="362" height="200" rx="5" class="edge%s"/>
                """.formatted(
                        escape(spoken),
                        mistFrom(above, below),
                        232 - mistFrom(above, below),
                        seen.isPresent() ? "" : " dashed"));
        seen.flatMap(Glance::network).ifPresent(name -> svg.append(network(name)));
        if (!above.isEmpty()) {
            svg.append(wires(above.size()));
        }
        svg.append(box(168, 20, 94, 26, Words.say("home.net.internet"), open ? "solid" : "ghost"));
        for (int i = 0; i < above.size(); i++) {
            int x = left(above.size(), i);
            svg.append("<rect x=\"%d\" y=\"76\" width=\"%d\" height=\"56\" rx=\"4\" class=\"zone\"/>"
                    .formatted(x - 8, width(above.size()) + 16));
            svg.append(machine(above.get(i), x, 90, width(above.size())));
        }
        svg.append("<rect y=\"%d\" width=\"430\" height=\"%d\" fill=\"url(#mist)\" mask=\"url(#veil)\"/>"
                .formatted(mistFrom(above, below), 232 - mistFrom(above, below)));
        for (int i = 0; i < below.size(); i++) {
            svg.append(machine(below.get(i), left(below.size(), i), 168, width(below.size())));
        }
        if (!here.isEmpty()) {
            svg.append("""
                    <g transform="translate(386,14)"><rect x="-2" y="-2" width="30" height="22" rx="3" class="lantern"/>
                    <text x="13" y="13.5" text-anchor="middle" class="step">%s</text></g>
                    """.formatted(escape(here)));
        }
        return svg.append("</svg>").toString();
    }

    /// Its id at the left, its block at the right: the way in runs between them.
    private static String network(String name) {
        String[] idAndBlock = name.split(" ", 2);
        return """
                <text x="44" y="61" class="id">%s</text><text x="386" y="61" text-anchor="end" class="id">%s</text>
                """.formatted(escape(idAndBlock[0]), idAndBlock.length > 1 ? escape(idAndBlock[1]) : "");
    }

    private static int mistFrom(List<Glance.Machine> above, List<Glance.Machine> below) {
        return above.isEmpty() && below.isEmpty() ? 62 : 124;
    }

    private static int width(int boxes) {
        return boxes == BOXES_A_ROW ? 92 : 110;
    }

    private static int left(int boxes, int number) {
        int middle = 34 + 362 * (2 * number + 1) / (2 * boxes);
        return middle - width(boxes) / 2;
    }

    private static String wires(int boxes) {
        StringBuilder path = new StringBuilder("<path class=\"wire\" d=\"M215 40V66");
        for (int i = 0; i < boxes; i++) {
            path.append("M215 66H").append(left(boxes, i) + width(boxes) / 2).append("V92");
        }
        return path.append("\"/>").toString();
    }

    private static String machine(Glance.Machine machine, int x, int y, int width) {
        return box(x, y, width, 28, machine.name(), machine.state().equals("running") ? "solid" : "ghost");
    }

    private static String box(int x, int y, int width, int height, String name, String look) {
        String shown = name.length() > NAME_AT_MOST ? name.substring(0, NAME_AT_MOST - 1) + "…" : name;
        return String.format(
                Locale.ROOT, """
                <g class="box %s"><rect x="%d" y="%d" width="%d" height="%d" rx="3"/>
                <text x="%d" y="%d" text-anchor="middle">%s</text></g>
                """, look, x, y, width, height, x + width / 2, y + height / 2 + 4, escape(shown));
    }

    /// Names are the student's own words.
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
