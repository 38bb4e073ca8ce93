package brume.portal.home;

import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.Person;
import brume.school.Role;
import brume.school.Tenant;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import java.util.Locale;
import java.util.stream.Collectors;

/// Every school with its people, for an administrator.
final class PeopleTable extends Div {

    PeopleTable(Portal portal) {
        addClassNames("home", "col", "stack");
        add(Dom.tag("header", "title", Dom.div("", Dom.heading(1, Words.say("home.people")))));
        for (Tenant tenant : portal.school().people().tenants()) {
            HtmlContainer rows = Dom.tag("tbody", "rows");
            portal.school().people().all(tenant.id()).forEach(person -> rows.add(row(person)));
            HtmlContainer head = Dom.tag(
                    "tr",
                    "head",
                    Dom.text("th", "", Words.say("home.people.name")),
                    Dom.text("th", "", Words.say("home.people.username")),
                    Dom.text("th", "", Words.say("home.people.roles")),
                    Dom.text("th", "", Words.say("home.people.email")));
            add(Dom.tag(
                    "section",
                    "card labs",
                    Dom.div(
                            "row hd",
                            Dom.heading(2, tenant.name()),
                            Dom.gap(),
                            Dom.mono(tenant.id().value())),
                    Dom.tag("table", "people", Dom.tag("thead", "head", head), rows)));
        }
    }

    private static HtmlContainer row(Person person) {
        String roles = person.roles().stream()
                .map(Role::name)
                .map(role -> Words.say("sign.role." + role.toLowerCase(Locale.ROOT)))
                .sorted()
                .collect(Collectors.joining(", "));
        return Dom.tag(
                "tr",
                "person",
                Dom.text("td", "bold", person.name()),
                Dom.tag("td", "username", Dom.mono(person.username())),
                Dom.text("td", "", roles),
                Dom.text("td", "t2", person.email()));
    }
}
