package brume.portal.console;

import brume.cloud.sandbox.CloudException;
import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The console: a dark head, a menu at the left, a page. It follows the sandbox by itself, whoever changes it.
public final class Console extends Div implements LocaleChangeObserver {

    private static final int GATHER_MILLIS = 120;

    private final Desk desk;
    private final Div flashes = Dom.div("flashes");
    private final Div body = Dom.div("con-main");
    private final HtmlContainer menu = Dom.tag("nav", "con-menu");
    private final Map<PageName, Button> links = new EnumMap<>(PageName.class);
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private PageName current = PageName.INSTANCES;
    private @Nullable Page page;
    private @Nullable Runnable unsubscribe;

    public Console(Desk desk) {
        this.desk = desk;
        addClassName("con");
        setId("console");
    }

    public Desk desk() {
        return desk;
    }

    /// Shows a page.
    ///
    /// @param path as [PageName#path]; an unknown one is ignored
    public void open(String path) {
        PageName.of(path).ifPresent(this::open);
    }

    void open(PageName name) {
        current = name;
        page = name.make(this);
        body.removeAll();
        body.add(page);
        page.refresh();
        links.forEach((each, link) -> link.getElement().setAttribute("aria-current", each == name ? "page" : "false"));
    }

    /// Shows one instance with its details.
    public void openInstance(String id) {
        open(PageName.INSTANCES);
        if (page instanceof InstancesPage instances) {
            instances.select(id);
        }
    }

    /// Does something to the cloud: says that it is done and how it would be typed, or shows the refusal.
    ///
    /// @param done what to say, in the language of the person
    /// @param command the same as a command line
    /// @return whether it was done
    boolean act(Supplier<String> done, String command, Runnable action) {
        try {
            action.run();
        } catch (CloudException refused) {
            say(Refusals.flash(refused));
            return false;
        }
        Div typed = Dom.div("row typed", Dom.mono(command), new CopyButton(command));
        say(new Flash(Flash.Kind.DONE, Dom.span("", done.get()), typed));
        refresh();
        return true;
    }

    void say(Flash flash) {
        flashes.removeAll();
        flashes.add(flash);
    }

    /// Shows what is there now.
    public void refresh() {
        if (page != null) {
            page.refresh();
        }
    }

    /// Looks again a little later: something is on its way to another state.
    void refreshSoon() {
        getUI().ifPresent(ui -> later(ui, 300));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        unsubscribe = desk.cloud().sandbox().subscribe(entry -> later(ui, GATHER_MILLIS));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (unsubscribe != null) {
            unsubscribe.run();
        }
    }

    /// Many entries in a row are shown once.
    private void later(UI ui, long millis) {
        if (refreshing.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
                refreshing.set(false);
                try {
                    ui.access(this::refresh);
                } catch (com.vaadin.flow.component.UIDetachedException gone) {
                    refreshing.set(false);
                }
            });
        }
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        removeAll();
        flashes.removeAll();
        add(head(), Dom.div("con-body", drawnMenu(), Dom.div("con-stage", flashes, body)));
        open(current);
    }

    private HtmlContainer head() {
        String city = desk.aws().region().description().replaceAll(".*\\((.*)\\)", "$1");
        return Dom.tag(
                "header",
                "con-head",
                Dom.bold(Words.say("console.name")),
                Dom.gap(),
                Dom.div("con-region", Icon.small("globe"), Dom.span("", city), Dom.mono(desk.regionName())),
                Dom.div(
                        "con-who",
                        Dom.span("", desk.person() + " @ "),
                        Dom.mono(desk.cloud().account())));
    }

    private HtmlContainer drawnMenu() {
        menu.removeAll();
        links.clear();
        menu.getElement().setAttribute("aria-label", Words.say("console.menu"));
        String section = "";
        for (PageName name : PageName.values()) {
            if (name.section().isEmpty()) {
                continue;
            }
            if (!name.section().equals(section)) {
                section = name.section();
                menu.add(Dom.text("b", "", Words.say("console.section." + section)));
            }
            Button link = new Button(Words.say("console.page." + name.path()), click -> open(name));
            link.addClassName("con-link");
            link.setId("console-" + name.path());
            links.put(name, link);
            menu.add(link);
        }
        return menu;
    }
}
