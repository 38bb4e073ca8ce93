package brume.portal.admin;

import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.Accounts.Wish;
import brume.school.Person;
import brume.school.Role;
import brume.school.Tenant;
import brume.school.TenantId;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of a person.
final class PersonForm extends Div {

    private static final int CHARACTERS_AT_MOST = 200;

    private final TextField name = field("admin.name", "person-name");
    private final TextField username = field("admin.username", "person-username");
    private final TextField email = field("admin.email", "person-email");
    private final Map<Role, Checkbox> roles = new EnumMap<>(Role.class);
    private final Map<TenantId, Checkbox> tenants = new LinkedHashMap<>();

    PersonForm(List<Tenant> schools) {
        addClassNames("col", "person-form");
        name.setAutofocus(true);
        username.setHelperText(Words.say("admin.username.helper"));
        username.getElement().setAttribute("autocapitalize", "none");
        for (Role role : Role.values()) {
            roles.put(role, new Checkbox(PeoplePanel.role(role), role == Role.STUDENT));
        }
        for (Tenant school : schools) {
            tenants.put(school.id(), new Checkbox(school.name(), schools.size() == 1));
        }
        add(
                name,
                username,
                email,
                group("home.people.roles", "person-roles", roles.values()),
                group("admin.schools", "person-schools", tenants.values()));
    }

    private static HtmlContainer group(String words, String id, Collection<Checkbox> boxes) {
        HtmlContainer group = Dom.tag("fieldset", "boxes", Dom.text("legend", "", Words.say(words)));
        boxes.forEach(group::add);
        group.setId(id);
        return group;
    }

    private static TextField field(String words, String id) {
        TextField field = new TextField(Words.say(words));
        field.setId(id);
        field.setMaxLength(CHARACTERS_AT_MOST);
        field.setAutocomplete(Autocomplete.OFF);
        field.setWidthFull();
        return field;
    }

    /// Somebody who is there already: the user name stays.
    void show(Person person) {
        name.setValue(person.name());
        username.setValue(person.username());
        username.setReadOnly(true);
        username.setHelperText("");
        email.setValue(person.email());
        roles.forEach((role, box) -> box.setValue(person.is(role)));
        tenants.forEach((school, box) -> box.setValue(person.isIn(school)));
    }

    Wish wish() {
        return new Wish(
                username.getValue(), name.getValue(), email.getValue(), Set.copyOf(ticked(roles)), ticked(tenants));
    }

    private static <T> List<T> ticked(Map<T, Checkbox> boxes) {
        return boxes.entrySet().stream()
                .filter(one -> one.getValue().getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
