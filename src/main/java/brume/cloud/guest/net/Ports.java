package brume.cloud.guest.net;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Task;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// The listening TCP sockets of a guest: who has them, on which address. Those bound to more than the loopback are
/// also the guest's listeners towards the network.
public final class Ports {

    /// Answered from outside of the guest.
    private static final int SSH = 22;

    private static final Ipv4 WILDCARD = Ipv4.parse("0.0.0.0");

    private final Guest guest;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Integer, Bound> bound = new TreeMap<>();

    private Ports(Guest guest) {
        this.guest = guest;
    }

    /// A listening socket.
    ///
    /// @param address `0.0.0.0`, a loopback address, or the machine's own
    /// @param program the owner's short name, as `ss -p` shows it
    public record Bound(int port, Ipv4 address, Task owner, String program, int backlog, Listener listener) {
        boolean isLoopback() {
            return address.bits() >>> 24 == 127;
        }
    }

    public static Ports of(Guest guest) {
        return guest.attachment(Ports.class, () -> new Ports(guest));
    }

    public static Bound everywhere(int port, Task owner, String program, Listener listener) {
        return new Bound(port, WILDCARD, owner, program, 511, listener);
    }

    /// Opens a listening socket.
    ///
    /// @return false where the port is taken
    public boolean bind(Bound socket) {
        lock.lock();
        try {
            if (bound.containsKey(socket.port)) {
                return false;
            }
            boolean outside = !socket.isLoopback() && socket.port != SSH;
            if (outside && !guest.listen(socket.port, socket.listener)) {
                return false;
            }
            bound.put(socket.port, socket);
            return true;
        } finally {
            lock.unlock();
        }
    }

    public boolean isFree(int port) {
        return of(port).isEmpty() && (port == SSH || guest.listener(port).isEmpty());
    }

    public Optional<Bound> of(int port) {
        lock.lock();
        try {
            return Optional.ofNullable(bound.get(port));
        } finally {
            lock.unlock();
        }
    }

    public void release(int port) {
        lock.lock();
        try {
            Bound socket = bound.remove(port);
            if (socket != null && !socket.isLoopback() && port != SSH) {
                guest.unlisten(port);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Closes every socket of a task.
    public void releaseAll(Task owner) {
        all().stream().filter(socket -> socket.owner.pid() == owner.pid()).forEach(socket -> release(socket.port));
    }

    /// All sockets by port.
    public List<Bound> all() {
        lock.lock();
        try {
            return List.copyOf(bound.values());
        } finally {
            lock.unlock();
        }
    }

    /// What answers a connection from this machine to one of its own addresses.
    Optional<Listener> answering(Ipv4 address, int port) {
        Optional<Bound> socket = of(port);
        if (socket.isEmpty() || port == SSH && guest.listener(port).isPresent()) {
            return guest.listener(port);
        }
        return socket.filter(open -> open.address.equals(WILDCARD) || open.address.equals(address))
                .map(Bound::listener);
    }
}
