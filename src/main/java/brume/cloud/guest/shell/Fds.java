package brume.cloud.guest.shell;

import brume.cloud.guest.Stdio;
import java.util.HashMap;
import java.util.Map;

/// The open file descriptors of a shell or of one command in it: immutable.
record Fds(Map<Integer, Fd> open) {

    Fds {
        open = Map.copyOf(open);
    }

    static Fds of(Stdio io, boolean terminal) {
        return new Fds(Map.of(
                0, Fd.reading(io.in(), terminal),
                1, Fd.writing(io.out(), terminal),
                2, Fd.writing(io.err(), terminal)));
    }

    Fd get(int number) {
        return open.getOrDefault(number, Fd.CLOSED);
    }

    boolean isOpen(int number) {
        return open.containsKey(number);
    }

    Fds with(int number, Fd fd) {
        Map<Integer, Fd> next = new HashMap<>(open);
        next.put(number, fd);
        return new Fds(next);
    }

    Fds without(int number) {
        Map<Integer, Fd> next = new HashMap<>(open);
        next.remove(number);
        return new Fds(next);
    }

    Stdio stdio() {
        return new Stdio(get(0).input(), get(1).output(), get(2).output());
    }
}
