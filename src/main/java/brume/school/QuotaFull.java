package brume.school;

import java.util.Locale;

/// No further sandbox: there are as many as a [Quota] allows. Nothing was changed.
public final class QuotaFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Whose whose;
    private final int allowed;

    /// Whose quota it is.
    public enum Whose {
        SCHOOL,
        COURSE;

        /// As words are looked up: `course`.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public QuotaFull(Whose whose, int allowed) {
        super("The " + whose.key() + " has all of its " + allowed + " sandboxes");
        this.whose = whose;
        this.allowed = allowed;
    }

    public Whose whose() {
        return whose;
    }

    /// How many there may be.
    public int allowed() {
        return allowed;
    }
}
