package brume.portal.frame;

import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.TargetElement;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.theme.Theme;

/// The page that carries everything: theme, fonts, push. Nothing is loaded from outside.
@Theme("brume")
@Push(PushMode.AUTOMATIC)
@Viewport("width=device-width, initial-scale=1")
@NpmPackage(value = "@fontsource-variable/inter", version = "5.3.0")
@NpmPackage(value = "@fontsource/jetbrains-mono", version = "5.3.0")
public final class Shell implements AppShellConfigurator {

    private static final long serialVersionUID = 1;

    /// Before the first paint: dark when the person chose it, or when the system is dark and they chose nothing.
    private static final String LIGHT_OR_DARK = """
            (() => {
              const system = matchMedia('(prefers-color-scheme: dark)');
              const html = document.documentElement;
              const apply = () => {
                let chosen = null;
                try { chosen = localStorage.getItem('brume.theme'); } catch (e) { /* no storage: follow the system */ }
                const dark = chosen ? chosen === 'dark' : system.matches;
                if (dark) html.setAttribute('theme', 'dark'); else html.removeAttribute('theme');
                dispatchEvent(new CustomEvent('brume-theme', { detail: dark }));
              };
              window.brumeTheme = () => {
                const dark = html.getAttribute('theme') === 'dark';
                try { localStorage.setItem('brume.theme', dark ? 'light' : 'dark'); } catch (e) { /* for this page only */ }
                if (dark) html.removeAttribute('theme'); else html.setAttribute('theme', 'dark');
                dispatchEvent(new CustomEvent('brume-theme', { detail: !dark }));
              };
              // A page that comes back out of the browser's memory has lost its connection.
              addEventListener('pageshow', (shown) => { if (shown.persisted) location.reload(); });
              system.addEventListener('change', apply);
              apply();
              // Vaadin says of the entries of its menus that they are not selected, which entries of menus never are.
              const menus = () => setTimeout(() => document.querySelectorAll('[role^="menuitem"][aria-selected]')
                .forEach((entry) => entry.removeAttribute('aria-selected')), 60);
              addEventListener('DOMContentLoaded', () => new MutationObserver(menus).observe(document.body, { childList: true }));
            })();
            """;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Brume");
        settings.addMetaTag("color-scheme", "light dark");
        settings.addMetaTag("robots", "noindex");
        settings.addLink("icon", "icons/brume.svg");
        settings.addInlineWithContents(
                TargetElement.HEAD, Inline.Position.PREPEND, LIGHT_OR_DARK, Inline.Wrapping.JAVASCRIPT);
    }
}
