package brume.cloud.guest;

import java.io.InputStream;
import java.io.OutputStream;

/// The three standard streams of a session. Whoever hands them in owns and closes them.
public record Stdio(InputStream in, OutputStream out, OutputStream err) {}
