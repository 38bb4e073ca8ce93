package brume.cloud.compute;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// What an instance has written to its serial console, the newest 64 KiB of it.
///
/// @param id the instance's
public record ConsoleText(String id, String text, Instant at) implements Resource {

    static final int MOST_CHARACTERS = 64 * 1024;

    public static final Kind<ConsoleText> KIND = Kind.of(ConsoleText.class);

    ConsoleText plus(String more, Instant now) {
        String all = text + more;
        return new ConsoleText(id, all.substring(Math.max(0, all.length() - MOST_CHARACTERS)), now);
    }
}
