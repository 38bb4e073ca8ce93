package brume.portal.lab;

import com.vaadin.flow.component.splitlayout.SplitLayout;

/// Makes the handle of a split moveable by keyboard: arrows move it by 16 px, with Shift by 64.
final class SplitKeys {

    private SplitKeys() {}

    static void make(SplitLayout split, String label) {
        split.getElement().executeJs("""
                        const split = this;
                        const upright = split.getAttribute('orientation') === 'vertical';
                        requestAnimationFrame(() => {
                          const bar = split.shadowRoot?.querySelector('[part~="splitter"]');
                          if (!bar) return;
                          bar.setAttribute('aria-label', $0);
                          if (bar.hasAttribute('tabindex')) return;
                          const parts = () => ['primary', 'secondary'].map((slot) => [...split.children].find((c) => c.slot === slot));
                          const size = (e) => upright ? e.offsetHeight : e.offsetWidth;
                          const tell = () => {
                            const [first, second] = parts().map(size);
                            bar.setAttribute('aria-valuenow', Math.round(100 * first / Math.max(1, first + second)));
                          };
                          bar.tabIndex = 0;
                          bar.setAttribute('role', 'separator');
                          bar.setAttribute('aria-valuemin', '0');
                          bar.setAttribute('aria-valuemax', '100');
                          bar.setAttribute('aria-orientation', upright ? 'horizontal' : 'vertical');
                          split.addEventListener('splitter-dragend', tell);
                          tell();
                          bar.addEventListener('keydown', (key) => {
                            const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key.key];
                            if (!by) return;
                            key.preventDefault();
                            const [first, second] = parts();
                            const move = by * (key.shiftKey ? 64 : 16);
                            const one = Math.max(80, size(first) + move);
                            const two = Math.max(80, size(second) - move);
                            first.style.flex = `1 1 ${one}px`;
                            second.style.flex = `1 1 ${two}px`;
                            tell();
                          });
                        });
                        """, label);
    }
}
