package brume.portal.console;

import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Region;
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
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The console: a dark head with the region, a menu at the left, a page. It follows the sandbox by itself, whoever
/// changes it.
public final class Console extends Div implements LocaleChangeObserver {

    private static final int GATHER_MILLIS = 120;

    private final Div flashes = Dom.div("flashes");
    private final Div body = Dom.div("con-main");
    private final Span where = Dom.span("", "");
    private final HtmlContainer menu = Dom.tag("nav", "con-menu");
    private final Span regionWord = Dom.span("heard", "");
    private final Span city = Dom.span("", "");
    private final Span regionName = Dom.mono("");
    private final Map<String, MenuItem> choices = new HashMap<>();
    private final Button regions = madeRegions();
    private final Map<PageName, Button> links = new EnumMap<>(PageName.class);
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private Desk desk;
    private PageName current = PageName.INSTANCES;
    private Supplier<Optional<Flash>> said = Optional::empty;
    private Optional<Div> dialog = Optional.empty();
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

    /// Shows a page, as a person who follows a link or the menu: what was said about the last action is gone.
    ///
    /// @param path as [PageName#path], and after a slash what to select there: `instances/i-0123456789abcdef0`. An
    /// unknown page is ignored
    public void open(String path) {
        int slash = path.indexOf('/');
        PageName.of(slash < 0 ? path : path.substring(0, slash)).ifPresent(name -> {
            open(name);
            if (slash >= 0) {
                select(path.substring(slash + 1));
            }
        });
    }

    /// The page that is shown, as [PageName#path].
    public String page() {
        return current.path();
    }

    void open(PageName name) {
        clear();
        show(name);
    }

    private void show(PageName name) {
        put(name, name.make(this));
        desk.shown().accept(name.path());
    }

    private void put(PageName name, Page made) {
        current = name;
        page = made;
        body.removeAll();
        body.add(made);
        made.refresh();
        where.setText(Words.say("console.page." + name.path()));
        getElement().getClassList().set("roomy", name == PageName.LAUNCH);
        links.forEach((each, link) -> link.getElement().setAttribute("aria-current", each == name ? "page" : "false"));
    }

    /// One of the things that the page lists was selected, or none alone.
    void chosen(String id) {
        desk.shown().accept(id.isEmpty() ? current.path() : current.path() + "/" + id);
    }

    /// Shows one instance with its details.
    void openInstance(String id) {
        show(PageName.INSTANCES);
        select(id);
    }

    /// Selects one of the things that the page lists.
    void select(String id) {
        if (page != null) {
            page.select(id);
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
            Refused refusal = Refused.of(refused.problem(), desk);
            refuse(refusal::flash);
            refresh();
            return false;
        }
        say(() -> new Flash(
                Flash.Kind.DONE,
                Dom.span("", done.get()),
                Dom.div("row typed", Dom.mono(command), new CopyButton(command))));
        refresh();
        return true;
    }

    /// Shows a refusal: in the dialog that asked, or above the page.
    ///
    /// @return false
    boolean refuse(Supplier<Flash> why) {
        dialog.ifPresentOrElse(place -> place.add(why.get()), () -> say(why));
        return false;
    }

    /// Does what a dialog asks for; a refusal is shown in the dialog, not behind it.
    boolean within(Div place, BooleanSupplier act) {
        place.removeAll();
        dialog = Optional.of(place);
        try {
            return act.getAsBoolean();
        } finally {
            dialog = Optional.empty();
        }
    }

    /// Says something above the page; in another language it is said again.
    private void say(Supplier<Flash> flash) {
        said = () -> Optional.of(flash.get());
        speak();
    }

    private void speak() {
        flashes.removeAll();
        said.get().ifPresent(flash -> {
            flash.onClose(() -> said = Optional::empty);
            flashes.add(flash);
        });
    }

    private void clear() {
        said = Optional::empty;
        speak();
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

    /// In another language: what was typed and selected stays.
    @Override
    public void localeChange(LocaleChangeEvent event) {
        draw();
        Page made = current.make(this);
        if (page != null) {
            made.keep(page);
        }
        put(current, made);
        speak();
    }

    /// Another region: the same page of it.
    private void move(String region) {
        desk = desk.in(region);
        sayRegion();
        open(current == PageName.LAUNCH ? PageName.INSTANCES : current);
    }

    private void draw() {
        removeAll();
        sayRegion();
        add(head(), Dom.div("con-body", drawnMenu(), Dom.div("con-stage", flashes, body)));
    }

    private HtmlContainer head() {
        Button preview = new Button(
                Words.say("console.toPreview"),
                Icon.small("app-window"),
                click -> desk.preview().accept(""));
        preview.addClassNames("con-tool");
        preview.setId("to-preview");
        Button instances = new Button(Words.say("console.page.instances"), click -> open(PageName.INSTANCES));
        instances.addClassNames("con-tool");
        return Dom.tag(
                "div",
                "con-head",
                Dom.bold(Words.say("console.name")),
                Dom.div("row con-crumb", instances, Icon.small("chevron-right"), where),
                Dom.gap(),
                preview,
                regions,
                Dom.div(
                        "con-who",
                        Dom.span("", desk.person() + " @ "),
                        Dom.mono(desk.cloud().account())));
    }

    /// The menu is made once: it is still open when another region is drawn.
    private Button madeRegions() {
        Button here = new Button();
        here.addClassNames("con-tool", "con-region");
        here.setId("region");
        here.getElement()
                .appendChild(
                        Icon.small("globe").getElement(),
                        regionWord.getElement(),
                        city.getElement(),
                        regionName.getElement(),
                        Icon.small("chevron-down").getElement());
        ContextMenu menu = new ContextMenu(here);
        menu.setOpenOnClick(true);
        for (Region region : AwsOffer.regions()) {
            if (!region.optIn()) {
                MenuItem item = menu.addItem(
                        Dom.div("row", Dom.span("", region.description()), Dom.gap(), Dom.mono(region.name())),
                        click -> move(region.name()));
                item.setCheckable(true);
                choices.put(region.name(), item);
            }
        }
        return here;
    }

    private void sayRegion() {
        regionWord.setText(Words.say("console.region") + " ");
        city.setText(city(desk.aws().region()) + " ");
        regionName.setText(desk.regionName());
        choices.forEach((name, item) -> item.setChecked(name.equals(desk.regionName())));
    }

    private static String city(Region region) {
        return region.description().replaceAll(".*\\((.*)\\)", "$1");
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
