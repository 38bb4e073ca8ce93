package brume.portal.course;

import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import brume.school.Principal;
import brume.school.Quota;
import brume.school.QuotaDesk;
import brume.school.QuotaDesk.Field;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The fields of a quota; an empty one is no limit. A refusal stands at its field, and the dialog stays.
final class QuotaDialog extends Dialog {

    private final Map<Field, IntegerField> fields = new EnumMap<>(Field.class);
    private final Div refusal = Dom.div("ask-refusal");
    private final Consumer<Quota> save;

    /// @param school what the school allows its courses; [Quota#NONE] for the school's own quota
    /// @param save sets it, or throws [QuotaDesk.Refused]
    QuotaDialog(String title, Quota now, Quota school, Consumer<Quota> save) {
        super(title);
        this.save = save;
        refusal.getElement().setAttribute("aria-live", "assertive");
        Div form = Dom.div("col ask person-form", Dom.text("p", "sm t2", Words.say("course.quota.what")));
        for (Field field : Field.values()) {
            IntegerField input = input(field, now, field.of(school));
            fields.put(field, input);
            form.add(input);
        }
        Button main = new Button(Words.say("course.quota.now"), click -> act());
        main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        main.setId("dialog-main");
        Button cancel = new Button(Words.say("course.cancel"), click -> close());
        cancel.setId("dialog-cancel");
        add(refusal, form);
        getFooter().add(cancel, main);
    }

    private static IntegerField input(Field field, Quota now, Optional<Integer> school) {
        IntegerField input = new IntegerField(Words.say("course.quota." + field.key()));
        input.setId("quota-" + field.key());
        input.setMin(0);
        input.setMax(field.most());
        input.setWidthFull();
        input.setPlaceholder(Words.say("course.quota.none"));
        school.ifPresent(most -> input.setHelperText(Words.say("course.quota.school", most)));
        input.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(bounds(field.most()))
                .setMinErrorMessage(bounds(field.most()))
                .setMaxErrorMessage(bounds(field.most())));
        field.of(now).ifPresent(input::setValue);
        return input;
    }

    private static String bounds(int most) {
        return Words.say("course.quota.refused.OUT_OF_BOUNDS", most);
    }

    private void act() {
        refusal.removeAll();
        if (fields.values().stream().anyMatch(IntegerField::isInvalid)) {
            return;
        }
        try {
            save.accept(new Quota(typed(Field.SANDBOXES), typed(Field.INSTANCES), typed(Field.STORAGE)));
            close();
        } catch (QuotaDesk.Refused refused) {
            Optional.ofNullable(fields.get(refused.field())).ifPresent(input -> {
                input.setErrorMessage(Words.say("course.quota.refused." + refused.why(), refused.most()));
                input.setInvalid(true);
                input.focus();
            });
        } catch (Principal.Refused refused) {
            refusal.add(Flash.refused(Words.say("course.refused.gone")));
        }
    }

    private Optional<Integer> typed(Field field) {
        return Optional.ofNullable(fields.get(field)).flatMap(IntegerField::getOptionalValue);
    }
}
