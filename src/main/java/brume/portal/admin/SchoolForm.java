package brume.portal.admin;

import brume.portal.part.Words;
import brume.school.Tenant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.text.Normalizer;
import java.util.Locale;

/// A school's name, and the short one in addresses, which is proposed from it.
final class SchoolForm extends Div {

    private static final int NAME_CHARACTERS = 200;
    private static final int ID_CHARACTERS = 63;

    private final TextField name = field("admin.school.name", "school-name", NAME_CHARACTERS);
    private final TextField id = field("admin.school.id", "school-id", ID_CHARACTERS);

    SchoolForm() {
        addClassNames("col", "person-form");
        name.setAutofocus(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addValueChangeListener(typed -> {
            if (!id.isReadOnly() && id.getValue().equals(proposed(typed.getOldValue()))) {
                id.setValue(proposed(typed.getValue()));
            }
        });
        id.setHelperText(Words.say("admin.school.id.helper"));
        id.getElement().setAttribute("autocapitalize", "none");
        add(name, id);
    }

    /// One that is there already: the short name stays.
    void show(Tenant school) {
        id.setReadOnly(true);
        id.setHelperText("");
        id.setValue(school.id().value());
        name.setValue(school.name());
    }

    private static TextField field(String words, String id, int characters) {
        TextField field = new TextField(Words.say(words));
        field.setId(id);
        field.setMaxLength(characters);
        field.setAutocomplete(Autocomplete.OFF);
        field.setWidthFull();
        return field;
    }

    /// `Université de Lyon` is `universite-de-lyon`.
    static String proposed(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String id = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.substring(0, Math.min(ID_CHARACTERS, id.length()));
    }

    String id() {
        return id.getValue();
    }

    String name() {
        return name.getValue();
    }
}
