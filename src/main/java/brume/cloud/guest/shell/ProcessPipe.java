package brume.cloud.guest.shell;

import brume.cloud.guest.program.Pipe;
import java.util.concurrent.CompletableFuture;

/// The command of a `>(...)`, and the pipe into it.
record ProcessPipe(Pipe pipe, CompletableFuture<Integer> end) {}
