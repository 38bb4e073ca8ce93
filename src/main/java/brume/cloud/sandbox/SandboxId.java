package brume.cloud.sandbox;

import java.util.regex.Pattern;

/// The name of one sandbox, also the user name at the SSH jump and the HTTP proxy: `sb-` and 12 characters of `a-z2-7`.
public record SandboxId(String value) implements Text {

    private static final Pattern SHAPE = Pattern.compile("sb-[a-z2-7]{12}");

    public SandboxId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a sandbox: " + value);
        }
    }

    public static SandboxId parse(String text) {
        return new SandboxId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
