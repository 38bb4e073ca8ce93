package brume.cloud.guest.shell;

import java.util.ArrayList;
import java.util.List;

/// The fields that an expansion makes, one being filled.
final class Fields {

    private final List<Marked> done = new ArrayList<>();
    private final boolean splits;
    private final String separators;
    private Marked current = new Marked();
    private boolean started;

    /// @param splits false keeps all in one field
    Fields(boolean splits, String separators) {
        this.splits = splits;
        this.separators = separators;
    }

    void quoted(String text) {
        started = true;
        current.append(text, true);
    }

    void literal(String text) {
        started |= !text.isEmpty();
        current.append(text, false);
    }

    /// The value of an unquoted expansion: split at separators.
    void value(String text) {
        if (!splits) {
            current.append(text, false);
            started |= !text.isEmpty();
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (separators.indexOf(c) < 0) {
                current.append(c, false);
                started = true;
            } else if (c == ' ' || c == '\t' || c == '\n') {
                if (started) {
                    end();
                    int next = i + 1;
                    while (next < text.length()
                            && " \t\n".indexOf(text.charAt(next)) >= 0
                            && separators.indexOf(text.charAt(next)) >= 0) {
                        next++;
                    }
                    if (next < text.length() && separators.indexOf(text.charAt(next)) >= 0) {
                        i = next;
                    }
                }
            } else {
                started = true;
                end();
            }
        }
    }

    /// The next thing belongs to another field.
    void next() {
        if (splits) {
            end();
        } else {
            current.append(' ', true);
        }
    }

    private void end() {
        if (started) {
            done.add(current);
        }
        current = new Marked();
        started = false;
    }

    List<Marked> all() {
        if (splits) {
            end();
            return done;
        }
        return List.of(current);
    }

    Marked single() {
        return current;
    }
}
