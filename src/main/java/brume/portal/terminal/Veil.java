package brume.portal.terminal;

import java.util.List;

/// Keeps secrets out of what others see of a terminal, wherever the pieces of the text begin and end. Of a secret its
/// first [#SHOWN] characters pass, so that a single letter that happens to begin one does not hold the text up.
///
/// A secret that the shell has broken into lines by itself is not recognised.
public final class Veil {

    static final int SHOWN = 7;
    private static final String COVER = "*";

    private final List<String> secrets;
    private final int[][] steps;
    private final int[] matched;
    private final StringBuilder held = new StringBuilder();

    /// @param secrets each longer than [#SHOWN], others are left alone
    public Veil(List<String> secrets) {
        this.secrets =
                secrets.stream().filter(secret -> secret.length() > SHOWN).toList();
        steps = this.secrets.stream().map(Veil::steps).toArray(int[][]::new);
        matched = new int[steps.length];
    }

    public List<String> secrets() {
        return secrets;
    }

    /// The text that may be seen now; what may be the middle of a secret waits for the next call.
    public String pass(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            held.append(one);
            int hold = 0;
            for (int s = 0; s < steps.length; s++) {
                String secret = secrets.get(s);
                matched[s] = advance(secret, steps[s], matched[s], one);
                if (matched[s] == secret.length()) {
                    int cover = Math.min(held.length(), secret.length());
                    held.replace(held.length() - cover, held.length(), COVER.repeat(cover));
                    matched[s] = 0;
                }
                hold = Math.max(hold, matched[s] > SHOWN ? matched[s] : 0);
            }
            int free = Math.max(0, held.length() - hold);
            seen.append(held, 0, free);
            held.delete(0, free);
        }
        return seen.toString();
    }

    private static int advance(String secret, int[] steps, int matched, char one) {
        int at = matched;
        while (at > 0 && secret.charAt(at) != one) {
            at = steps[at - 1];
        }
        return secret.charAt(at) == one ? at + 1 : 0;
    }

    /// How much of the secret still matches when its next character does not: Knuth, Morris and Pratt.
    private static int[] steps(String secret) {
        int[] steps = new int[secret.length()];
        for (int i = 1; i < steps.length; i++) {
            steps[i] = advance(secret, steps, steps[i - 1], secret.charAt(i));
        }
        return steps;
    }
}
