package brume.lab;

import java.util.Locale;
import java.util.function.UnaryOperator;

/// One text in both languages of the course.
public record Words(String fr, String en) {

    public static final Words NONE = new Words("", "");

    /// French for a French locale, otherwise English.
    public String in(Locale locale) {
        return locale.getLanguage().equals("fr") ? fr : en;
    }

    public Words map(UnaryOperator<String> change) {
        return new Words(change.apply(fr), change.apply(en));
    }

    public boolean isEmpty() {
        return fr.isBlank() && en.isBlank();
    }
}
