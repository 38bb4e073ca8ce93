package brume.portal.grades;

import brume.cloud.sandbox.SandboxId;
import brume.lab.Attempt;
import brume.portal.console.Times;
import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Later;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;

/// What a student did, in words, the newest first; of the sandbox worked in now, or of one left behind by a reset.
final class WorkJournal extends Div {

    private static final int MIST_ROWS = 6;

    private final Later<List<Deed>> deeds;
    private SandboxId sandbox;

    WorkJournal(Portal portal, Attempt attempt) {
        addClassNames("card", "journal");
        sandbox = attempt.sandbox();
        deeds = new Later<>(
                MIST_ROWS, () -> Deed.read(portal.clouds().open(sandbox).sandbox()), WorkJournal::table);
        Button again = new Button(Icon.small("refresh-cw"), click -> deeds.load());
        again.addClassNames("square", "compact");
        again.setAriaLabel(Words.say("grades.refresh"));
        again.setTooltipText(Words.say("grades.refresh"));
        Div head = Dom.div("row hd wrap", Dom.heading(2, Words.say("grades.journal")), Dom.gap());
        if (!attempt.formerSandboxes().isEmpty()) {
            head.add(former(attempt));
        }
        head.add(again);
        add(head, deeds);
    }

    private Select<SandboxId> former(Attempt attempt) {
        List<SandboxId> all = new ArrayList<>(attempt.formerSandboxes());
        all.add(attempt.sandbox());
        Select<SandboxId> choice = new Select<>();
        choice.setItems(all.reversed());
        choice.setValue(attempt.sandbox());
        choice.setItemLabelGenerator(one -> one.equals(attempt.sandbox())
                ? Words.say("grades.sandbox.now")
                : Words.say("grades.sandbox.former", all.indexOf(one) + 1));
        choice.getElement().setAttribute("aria-label", Words.say("grades.sandbox"));
        choice.addValueChangeListener(change -> {
            sandbox = change.getValue();
            deeds.load();
        });
        return choice;
    }

    private static Component table(List<Deed> deeds) {
        if (deeds.isEmpty()) {
            return new EmptyState(Words.say("grades.journal.empty"), Words.say("grades.journal.empty.why"));
        }
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                Dom.text("th", "at", Words.say("console.journal.at")),
                Dom.text("th", "by", Words.say("console.journal.who")),
                Dom.text("th", "did", Words.say("grades.did")),
                Dom.text("th", "left", Words.say("grades.outcome")));
        HtmlContainer rows = Dom.tag("tbody", "rows");
        deeds.forEach(deed -> rows.add(row(deed)));
        HtmlContainer table = Dom.tag("table", "deeds", Dom.tag("thead", "head", head), rows);
        table.getElement().setAttribute("aria-label", Words.say("grades.journal"));
        return table;
    }

    private static HtmlContainer row(Deed deed) {
        return Dom.tag(
                "tr",
                "deed",
                Dom.text("td", "at num t2", Times.say(deed.at())),
                Dom.text("td", "by", deed.who()),
                Dom.tag("td", "did", Dom.text("div", "", deed.words()), Dom.span("mono t2", deed.details())),
                Dom.text("td", "left t2", deed.outcome()));
    }
}
