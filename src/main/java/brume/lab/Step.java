package brume.lab;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One page of a lab: a text, what is checked, and the hints.
///
/// @param id the folder's name without its number (`security-group`)
/// @param text Markdown with fenced actions; `${name}` comes from the student's variant
/// @param needs steps that come before; they are advice to the reader, the checks have their own needs
public record Step(String id, Words title, Words text, List<String> needs, List<Check> checks, List<Hint> hints) {

    public Step {
        needs = List.copyOf(needs);
        checks = List.copyOf(checks);
        hints = List.copyOf(hints);
    }

    public int points() {
        return checks.stream().mapToInt(Check::points).sum();
    }

    /// With the values of a variant in title, text, hints and the titles of checks.
    Step filled(Map<String, String> values) {
        UnaryOperator<String> fill = text -> LabText.filled(text, values);
        return new Step(
                id,
                title.map(fill),
                text.map(fill),
                needs,
                checks.stream()
                        .map(check -> check.titled(check.title().map(fill)))
                        .toList(),
                hints.stream()
                        .map(hint -> new Hint(hint.text().map(fill), hint.price()))
                        .toList());
    }
}
