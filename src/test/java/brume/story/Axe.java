package brume.story;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The accessibility checker, put into a page that a browser shows.
final class Axe {

    private static final Path SCRIPT = Path.of("node_modules/axe-core/axe.min.js");
    private static final List<String> THEMES = List.of("light", "dark");

    private Axe() {}

    /// Without it the test is skipped.
    static void needed() {
        assumeTrue(Files.exists(SCRIPT), "axe-core is not installed (npm install)");
    }

    /// What it finds that is serious or worse, in either theme; empty is good. A theme changes colours only: the dark
    /// one
    /// is asked about these.
    static String faults(Browser browser) {
        try {
            browser.script("if (!window.axe) {" + Files.readString(SCRIPT) + "\n}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder faults = new StringBuilder();
        for (String theme : THEMES) {
            browser.script("document.documentElement.setAttribute('theme', arguments[0])", theme);
            String found = (String) browser.later("""
                    const done = arguments[arguments.length - 1];
                    const settled = () => Promise.allSettled(document.getAnimations()
                      .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished));
                    const look = () => settled().then(() => axe.run(document, {
                        resultTypes: ['violations'],
                        rules: { 'target-size': { enabled: true } },
                        ...(document.documentElement.getAttribute('theme') === 'dark'
                          ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}),
                      }))
                      .then((found) => done(found.violations
                        .filter((fault) => ['serious', 'critical'].includes(fault.impact))
                        .map((fault) => fault.id + ' ' + fault.nodes.map((node) => node.html.slice(0, 200)).join(' ')).join('\\n')));
                    setTimeout(look, 120);
                    """);
            if (!found.isEmpty()) {
                faults.append("in ").append(theme).append(": ").append(found).append('\n');
            }
        }
        browser.script("document.documentElement.removeAttribute('theme')");
        return faults.toString();
    }
}
