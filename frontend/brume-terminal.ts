import { Terminal } from '@xterm/xterm';
import { FitAddon } from '@xterm/addon-fit';

/** What the server side offers (brume.portal.terminal.TerminalPane). */
interface Server {
  typed(data: string): void;
  resized(columns: number, rows: number): void;
  shown(characters: number): void;
}

/**
 * A terminal. Bytes travel as text both ways; the server waits when more than its window is not yet shown.
 * Tab belongs to the shell, so Shift+Escape leaves the terminal for people without a mouse.
 * With the attribute `watching` it is somebody else's: in their size, and it takes no key.
 */
class BrumeTerminal extends HTMLElement {
  $server?: Server;
  private terminal?: Terminal;
  private fit?: FitAddon;
  private watch?: ResizeObserver;
  private pending = '';
  private timer = 0;
  private readonly watching = () => this.hasAttribute('watching');

  connectedCallback() {
    if (!this.terminal) {
      this.open();
    }
    this.watch = new ResizeObserver(() => this.adapt());
    this.watch.observe(this);
    this.adapt();
  }

  disconnectedCallback() {
    this.watch?.disconnect();
  }

  /** Text from the guest. */
  write(data: string) {
    this.terminal?.write(data, () => {
      this.$server?.shown(data.length);
      if (this.watching()) {
        this.followCursor();
      }
    });
  }

  /** The size of the terminal that is watched. */
  sized(columns: number, rows: number) {
    this.terminal?.resize(columns, rows);
    this.adapt();
  }

  /** Forgets what was shown: another machine, or a new session. */
  clear() {
    this.terminal?.reset();
    this.adapt(true);
  }

  /** The connection is gone: the text stays, keys are not taken. */
  readOnly(yes: boolean) {
    if (this.terminal) {
      this.terminal.options.disableStdin = yes;
      this.terminal.options.cursorBlink = !yes;
    }
    this.toggleAttribute('read-only', yes);
  }

  take() {
    this.adapt();
    this.terminal?.focus();
  }

  private open() {
    const css = getComputedStyle(document.documentElement);
    const color = (name: string) => css.getPropertyValue(name).trim();
    const terminal = new Terminal({
      allowProposedApi: false,
      convertEol: true,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      fontFamily: '"JetBrains Mono", ui-monospace, monospace',
      fontSize: 12.5,
      lineHeight: 1.2,
      scrollback: 5000,
      theme: {
        background: color('--b-term-bg'), foreground: color('--b-term-text'), cursor: color('--b-term-text'),
        selectionBackground: '#3d5a6b', black: '#0b1216', brightBlack: color('--b-term-dim'),
        red: color('--b-term-red'), brightRed: color('--b-term-red'), green: color('--b-term-green'), brightGreen: color('--b-term-green'),
        yellow: color('--b-term-amber'), brightYellow: color('--b-term-amber'), blue: color('--b-term-blue'), brightBlue: color('--b-term-blue'),
        magenta: '#c9a7f0', brightMagenta: '#c9a7f0', cyan: '#7fd6d6', brightCyan: '#7fd6d6', white: color('--b-term-text'), brightWhite: '#ffffff',
      },
    });
    terminal.open(this);
    if (this.watching()) {
      terminal.options.disableStdin = true;
      terminal.options.cursorBlink = false;
      // xterm draws the cursor once it had the focus: as if it had, without taking it.
      terminal.textarea?.dispatchEvent(new FocusEvent('focus'));
      terminal.textarea?.dispatchEvent(new FocusEvent('blur'));
    } else {
      this.fit = new FitAddon();
      terminal.loadAddon(this.fit);
      terminal.onData((data) => this.type(data));
    }
    terminal.attachCustomKeyEventHandler((key) => this.ownKey(key, terminal));
    terminal.textarea?.setAttribute('aria-label', this.getAttribute('label') ?? 'Terminal');
    this.terminal = terminal;
    addEventListener('brume-theme', () => setTimeout(() => {
      terminal.options.theme = { ...terminal.options.theme, background: getComputedStyle(document.documentElement).getPropertyValue('--b-term-bg').trim() };
    }));
  }

  /** Keys typed in one breath travel together. */
  private type(data: string) {
    this.pending += data;
    if (!this.timer) {
      this.timer = window.setTimeout(() => {
        this.timer = 0;
        const all = this.pending;
        this.pending = '';
        for (let at = 0; at < all.length; at += 4096) {
          this.$server?.typed(all.slice(at, at + 4096));
        }
      }, 8);
    }
  }

  private ownKey(key: KeyboardEvent, terminal: Terminal): boolean {
    if (this.watching()) {
      return false;
    }
    if (key.type !== 'keydown') {
      return true;
    }
    if (key.shiftKey && key.key === 'Escape') {
      terminal.blur();
      const bar = this.closest('.dock')?.querySelector<HTMLElement>('vaadin-button, button, [tabindex="0"]');
      bar?.focus();
      return false;
    }
    if (key.ctrlKey && key.shiftKey && key.code === 'KeyC') {
      key.preventDefault();
      const chosen = terminal.getSelection();
      if (chosen) {
        navigator.clipboard?.writeText(chosen);
      }
      return false;
    }
    // The browser pastes; xterm hears the paste event.
    return !(key.ctrlKey && key.shiftKey && key.code === 'KeyV');
  }

  /** Drawn smaller where there is less room than its columns need, down to what can be read. */
  private shrink(terminal: Terminal) {
    const screen = this.querySelector<HTMLElement>('.xterm-screen');
    const size = terminal.options.fontSize ?? 12.5;
    if (screen && screen.offsetWidth > 0) {
      const fitting = Math.floor(((size * (this.clientWidth - 24)) / screen.offsetWidth) * 4) / 4;
      terminal.options.fontSize = Math.min(12.5, Math.max(9, fitting));
    }
    this.followCursor();
  }

  /** What is being written stays in sight. */
  private followCursor() {
    const screen = this.querySelector<HTMLElement>('.xterm-screen');
    if (screen && this.terminal) {
      const line = screen.offsetHeight / this.terminal.rows;
      const below = (this.terminal.buffer.active.cursorY + 2) * line + 8;
      this.scrollTop = Math.max(0, below - this.clientHeight);
    }
  }

  private adapt(tell = false) {
    if (this.terminal && this.watching() && this.offsetWidth > 40) {
      this.shrink(this.terminal);
    }
    if (!this.terminal || !this.fit || this.offsetWidth < 40 || this.offsetHeight < 20) {
      return;
    }
    const { cols, rows } = this.terminal;
    this.fit.fit();
    if (tell || cols !== this.terminal.cols || rows !== this.terminal.rows || !this.hasAttribute('sized')) {
      this.setAttribute('sized', '');
      this.$server?.resized(this.terminal.cols, this.terminal.rows);
    }
  }
}

if (!customElements.get('brume-terminal')) {
  customElements.define('brume-terminal', BrumeTerminal);
}
