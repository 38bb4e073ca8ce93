package brume.portal.part;

import com.vaadin.flow.component.UI;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/// What the portal says, in French and in English. A key such as `home.continue` is looked up in the file
/// `words/home_fr.properties` (UTF-8, `MessageFormat` patterns, typographic apostrophes only). French patterns get
/// their no-break spaces here, so that the files are written with plain ones.
public final class Words {

    public static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

    private static final Map<String, Map<String, String>> FILES = new ConcurrentHashMap<>();

    private Words() {}

    /// In the language of the person being served.
    public static String say(String key, Object... values) {
        return in(locale(), key, values);
    }

    /// Numbers among the values are written as the language does.
    public static String in(Locale locale, String key, Object... values) {
        String pattern = pattern(locale, key)
                .orElseThrow(() -> new IllegalArgumentException("No words for " + key + " in " + locale.getLanguage()));
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    public static boolean has(String key) {
        return pattern(locale(), key).isPresent();
    }

    /// The language of the person being served; English outside of a page.
    public static Locale locale() {
        UI page = UI.getCurrent();
        return page == null ? Locale.ENGLISH : supported(page.getLocale());
    }

    public static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    }

    /// French text with no-break spaces before `: ; ! ?` and inside guillemets.
    public static String french(String text) {
        return text.replaceAll(" ([:;!?»])", "\u00a0$1").replace("« ", "«\u00a0");
    }

    /// An author's text as it is shown in the language of the person: what stands between backticks stays as it is.
    public static String prose(String text) {
        if (!locale().equals(Locale.FRENCH)) {
            return text;
        }
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = french(parts[i]);
        }
        return String.join("`", parts);
    }

    private static Optional<String> pattern(Locale locale, String key) {
        int dot = key.indexOf('.');
        String file = (dot < 0 ? key : key.substring(0, dot)) + "_" + locale.getLanguage();
        return Optional.ofNullable(FILES.computeIfAbsent(file, Words::read).get(key));
    }

    private static Map<String, String> read(String file) {
        Properties read = new Properties();
        try (var in = Words.class.getResourceAsStream("/brume/portal/words/" + file + ".properties")) {
            if (in == null) {
                return Map.of();
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean isFrench = file.endsWith("_fr");
        Map<String, String> words = new ConcurrentHashMap<>();
        read.forEach((key, text) -> words.put((String) key, isFrench ? french((String) text) : (String) text));
        return words;
    }
}
