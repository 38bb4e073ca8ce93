package brume.cloud.guest.http;

import java.io.IOException;

/// What was read is not a request that a server would answer.
public final class Malformed extends IOException {

    private final int status;
    private final String line;

    /// @param status the answer it earns, 400 to 505
    /// @param line the request line as far as it was read, empty when it never came
    public Malformed(int status, String why, String line) {
        super(why);
        this.status = status;
        this.line = line;
    }

    public int status() {
        return status;
    }

    public String line() {
        return line;
    }
}
