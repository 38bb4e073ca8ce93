package brume.portal.home;

import brume.portal.frame.Glance;
import brume.portal.part.Dom;
import brume.portal.part.StateBadge;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;

/// The machines of a sandbox by state, and what they cost if nobody does anything.
final class SandboxCard extends HtmlContainer {

    private static final List<String> STATES = List.of("running", "pending", "stopping", "stopped", "shutting-down");

    SandboxCard(Glance sandbox) {
        super("section");
        addClassNames("card", "bx");
        HtmlContainer facts = Dom.tag("dl", "kv");
        String label = Words.say("home.machines");
        for (String state : STATES) {
            long count = sandbox.count(state);
            if (count > 0) {
                facts.add(
                        Dom.text("dt", "", label),
                        Dom.tag("dd", "fact", new StateBadge(state), Dom.span("num t2", " " + count)));
                label = "";
            }
        }
        if (!label.isEmpty()) {
            fact(facts, label, Dom.span("t3", Words.say("home.noMachine")));
        }
        NumberFormat money = NumberFormat.getNumberInstance(Words.locale());
        money.setMinimumFractionDigits(3);
        money.setMaximumFractionDigits(4);
        money.setRoundingMode(RoundingMode.HALF_UP);
        fact(
                facts,
                Words.say("home.cost"),
                Dom.span("num", Words.say("home.perHour", money.format(sandbox.usdPerHour()))));
        fact(facts, Words.say("home.account"), Dom.mono(sandbox.account()));
        add(Dom.heading(2, Words.say("home.sandbox")), facts);
    }

    private static void fact(HtmlContainer facts, String label, Component value) {
        facts.add(Dom.text("dt", "", label), Dom.tag("dd", "fact", value));
    }
}
