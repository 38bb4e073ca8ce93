package brume.portal.admin;

import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.MistLines;
import brume.portal.part.Words;
import brume.school.Audit;
import brume.school.Role;
import brume.school.TenantId;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The audit: an instructor's own school, or every school for an admin. Newest first, a page at a time.
@Route(value = "audit", layout = Frame.class)
@RolesAllowed({"instructor", "admin"})
public final class AuditView extends Div implements LocaleChangeObserver, HasDynamicTitle {

    private static final Logger LOG = System.getLogger(AuditView.class.getName());
    private static final int ROWS = 50;
    private static final int CHARACTERS_AT_MOST = 120;

    private final Audit audit = Portal.here().school().audit();
    private final Optional<TenantId> within;
    private final TextField text = new TextField();
    private final Select<Optional<Audit.Action>> action = new Select<>();
    private final Button again = new Button(Icon.small("refresh-cw"), click -> newest());
    private final Button newer = new Button("", Icon.small("chevron-left"), click -> newer());
    private final Button older = new Button("", click -> older());
    private final HtmlContainer title = Dom.heading(1, "");
    private final HtmlContainer lead = Dom.text("p", "t2", "");
    private final Div shown = Dom.div("card labs audit-shown");
    private final HtmlContainer paging = Dom.tag("nav", "row audit-paging", newer, older);

    /// Where the pages begin that were left for older ones.
    private final Deque<Optional<Long>> left = new ArrayDeque<>();

    private Optional<Long> before = Optional.empty();
    private List<Audit.Kept> lines = List.of();
    private int asked;

    public AuditView() {
        Visitor visitor = Visitor.here();
        within = visitor.person().is(Role.ADMIN)
                ? Optional.empty()
                : Optional.of(visitor.principal().tenant());
        addClassNames("home", "col", "stack", "audit");
        text.setId("audit-text");
        text.setPrefixComponent(Icon.small("search"));
        text.setMaxLength(CHARACTERS_AT_MOST);
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(change -> newest());
        action.setId("audit-action");
        action.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                newest();
            }
        });
        again.addClassNames("square");
        again.setId("audit-again");
        newer.setId("audit-newer");
        older.setId("audit-older");
        older.setSuffixComponent(Icon.small("chevron-right"));
        shown.getElement().setAttribute("aria-live", "polite");
        add(
                Dom.tag("header", "title", Dom.div("", title, lead)),
                Dom.div("row audit-filter", text, action, again),
                shown,
                paging);
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        title.setText(Words.say("frame.audit"));
        lead.setText(Words.say(within.isEmpty() ? "admin.audit.lead.all" : "admin.audit.lead"));
        text.setPlaceholder(Words.say("admin.audit.find"));
        text.setAriaLabel(Words.say("admin.audit.find"));
        sayActions();
        again.setAriaLabel(Words.say("admin.audit.again"));
        again.setTooltipText(Words.say("admin.audit.again"));
        newer.setText(Words.say("admin.audit.newer"));
        older.setText(Words.say("admin.audit.older"));
        paging.getElement().setAttribute("aria-label", Words.say("admin.audit.pages"));
        if (asked == 0) {
            load();
        } else {
            show();
        }
    }

    private void sayActions() {
        Optional<Audit.Action> chosen = Optional.ofNullable(action.getValue()).flatMap(one -> one);
        action.setItemLabelGenerator(one -> one.map(AuditTable::say).orElseGet(() -> Words.say("admin.audit.every")));
        action.setItems(Stream.concat(
                        Stream.of(Optional.<Audit.Action>empty()),
                        Arrays.stream(Audit.Action.values()).map(Optional::of))
                .toList());
        action.setValue(chosen);
        action.getElement().setAttribute("aria-label", Words.say("admin.audit.what"));
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.audit") + " · Brume";
    }

    private void newest() {
        left.clear();
        before = Optional.empty();
        load();
    }

    private void older() {
        left.push(before);
        before = Optional.of(lines.get(Math.min(ROWS, lines.size()) - 1).number());
        load();
    }

    private void newer() {
        before = left.pop();
        load();
    }

    private boolean isFiltering() {
        return !text.getValue().isBlank() || action.getValue().isPresent();
    }

    private void clear() {
        action.setValue(Optional.empty());
        text.clear();
        newest();
    }

    /// What is shown stays until the answer is there.
    private void load() {
        int number = ++asked;
        Audit.Wanted wanted = new Audit.Wanted(within, action.getValue(), text.getValue(), before, ROWS + 1);
        if (lines.isEmpty()) {
            shown.removeAll();
            shown.add(new MistLines(8));
        }
        UI page = UI.getCurrent();
        Thread.ofVirtual().name("audit").start(() -> {
            try {
                List<Audit.Kept> read = audit.read(wanted);
                access(page, number, () -> {
                    lines = read;
                    show();
                });
            } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, "The audit cannot be read", failure);
                access(page, number, this::sayFailed);
            }
        });
    }

    private void access(UI page, int number, Runnable change) {
        try {
            page.access(() -> {
                if (number == asked) {
                    change.run();
                }
            });
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
    }

    private void show() {
        shown.removeAll();
        newer.setEnabled(!left.isEmpty());
        older.setEnabled(lines.size() > ROWS);
        paging.setVisible(newer.isEnabled() || older.isEnabled());
        if (!lines.isEmpty()) {
            shown.add(new AuditTable(lines.subList(0, Math.min(ROWS, lines.size())), within.isEmpty()));
        } else if (isFiltering()) {
            Button clear = new Button(Words.say("part.clearFilters"), click -> clear());
            shown.add(new EmptyState(Words.say("admin.audit.noMatch"), Words.say("admin.audit.noMatch.why"), clear));
        } else {
            shown.add(new EmptyState(Words.say("admin.audit.empty"), Words.say("admin.audit.empty.why")));
        }
    }

    private void sayFailed() {
        shown.removeAll();
        lines = List.of();
        paging.setVisible(false);
        Button retry = new Button(Words.say("admin.audit.again"), click -> load());
        Flash flash = Flash.refused(Words.say("admin.audit.failed"));
        shown.add(flash, Dom.div("row audit-retry", retry));
    }
}
