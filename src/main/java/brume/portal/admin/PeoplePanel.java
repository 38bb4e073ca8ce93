package brume.portal.admin;

import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.FilterBar;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Account;
import brume.school.Person;
import brume.school.Role;
import brume.school.Tenant;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every school with its people, for an administrator: found, made, changed, disabled.
public final class PeoplePanel extends Div {

    private final Portal portal;
    private final PersonDeeds deeds;
    private final Div flashes = Dom.div("flashes");
    private final Div lists = Dom.div("col stack");
    private final FilterBar filter = new FilterBar(Words.say("admin.people.find"), changed -> show());

    public PeoplePanel(Portal portal) {
        this.portal = portal;
        this.deeds = new PersonDeeds(portal, this::done);
        addClassNames("home", "col", "stack");
        Button create = new Button(Words.say("admin.create"), Icon.small("plus"), click -> deeds.create());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.setId("create-person");
        create.setVisible(portal.school().signIn().isPresent());
        Button school = new Button(Words.say("admin.school"), Icon.small("plus"), click -> deeds.foundSchool());
        school.setId("create-school");
        flashes.getElement().setAttribute("aria-live", "polite");
        add(
                Dom.tag(
                        "header",
                        "title people-title",
                        Dom.div("", Dom.heading(1, Words.say("home.people"))),
                        Dom.gap(),
                        school,
                        create),
                flashes,
                filter,
                lists);
        show();
    }

    /// Something was done to somebody: the list shows it, and a sentence says it.
    private void done(String said) {
        flashes.removeAll();
        if (!said.isEmpty()) {
            Flash flash = Flash.done(said);
            flash.addClassName("boxed");
            flashes.add(flash);
        }
        show();
    }

    private void show() {
        lists.removeAll();
        for (Tenant tenant : portal.school().people().tenants()) {
            section(tenant.name(), Optional.of(tenant));
        }
        section(Words.say("admin.people.noSchool"), Optional.empty());
        if (lists.getComponentCount() == 0) {
            Button clear = new Button(Words.say("part.clearFilters"), click -> filter.clear());
            lists.add(Dom.div(
                    "card",
                    new EmptyState(Words.say("admin.people.noMatch"), Words.say("admin.people.noMatch.why"), clear)));
        }
    }

    private void section(String name, Optional<Tenant> school) {
        List<Account> all = portal.school().people().accounts(school.map(Tenant::id));
        List<Account> shown =
                all.stream().filter(account -> filter.matches(texts(account))).toList();
        if (shown.isEmpty() && (filter.isFiltering() || school.isEmpty())) {
            return;
        }
        HtmlContainer head =
                Dom.div("row hd", Dom.heading(2, name), Dom.span("t3 num", "(" + shown.size() + ")"), Dom.gap());
        HtmlContainer section = Dom.tag("section", "card labs", head);
        school.ifPresent(one -> {
            head.add(Dom.mono(one.id().value()), rename(one));
            section.getElement().setAttribute("data-school", one.id().value());
        });
        if (shown.isEmpty()) {
            section.add(Dom.text("p", "t2 sm nobody", Words.say("admin.people.nobody")));
        } else {
            HtmlContainer rows = Dom.tag("tbody", "rows");
            shown.forEach(account -> rows.add(row(account)));
            section.add(Dom.tag("table", "people", Dom.tag("thead", "head", columns()), rows));
        }
        lists.add(section);
    }

    private Button rename(Tenant school) {
        Button rename = new Button(Icon.small("pencil"), click -> deeds.renameSchool(school));
        rename.addClassNames("square", "compact", "quiet", "rename");
        rename.setAriaLabel(Words.say("admin.school.rename", school.name()));
        return rename;
    }

    private static HtmlContainer columns() {
        HtmlContainer acts = Dom.tag("th", "acts", Dom.span("heard", Words.say("admin.acts")));
        return Dom.tag(
                "tr",
                "head",
                Dom.text("th", "", Words.say("home.people.name")),
                Dom.text("th", "", Words.say("home.people.username")),
                Dom.text("th", "", Words.say("home.people.roles")),
                Dom.text("th", "", Words.say("home.people.email")),
                acts);
    }

    private static List<String> texts(Account account) {
        Person person = account.person();
        return List.of(
                person.name(),
                person.username(),
                person.email(),
                roles(person.roles()),
                account.enabled() ? "" : Words.say("admin.disabled"));
    }

    static String roles(Set<Role> roles) {
        return roles.stream().sorted().map(PeoplePanel::role).collect(Collectors.joining(", "));
    }

    static String role(Role role) {
        return Words.say("sign.role." + role.name().toLowerCase(Locale.ROOT));
    }

    private HtmlContainer row(Account account) {
        Person person = account.person();
        HtmlContainer name = Dom.tag("td", "", Dom.bold(person.name()));
        if (!account.enabled()) {
            name.add(Dom.span("badge", Words.say("admin.disabled")));
        }
        HtmlContainer row = Dom.tag(
                "tr",
                account.enabled() ? "person" : "person off",
                name,
                Dom.tag("td", "username", Dom.mono(person.username())),
                Dom.text("td", "", roles(person.roles())),
                Dom.text("td", "t2", person.email()),
                Dom.tag("td", "acts", menu(account)));
        row.getElement().setAttribute("data-person", person.username());
        return row;
    }

    private Button menu(Account account) {
        Button open = new Button(Icon.small("ellipsis"));
        open.addClassNames("square", "compact", "quiet");
        open.setAriaLabel(Words.say("admin.acts.on", account.person().name()));
        ContextMenu menu = new ContextMenu(open);
        menu.setOpenOnClick(true);
        menu.addItem(Words.say("admin.change"), click -> deeds.change(account)).setId("change-person");
        if (account.password().isPresent() && portal.school().signIn().isPresent()) {
            menu.addItem(Words.say("admin.reset"), click -> deeds.reset(account))
                    .setId("reset-password");
        }
        menu.addItem(Words.say(account.enabled() ? "admin.disable" : "admin.enable"), click -> deeds.enable(account))
                .setId("enable-person");
        return open;
    }
}
