package brume.cloud.guest;

import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// The world of a guest in a test: no network, real time from a fixed moment on, a seeded random.
public final class TestWorld implements GuestWorld {

    public static final Instant START = Instant.parse("2026-03-02T09:30:00Z");
    public static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITESTKEYTESTKEYTESTKEYTESTKEYTESTKEYTEST lab";

    private final long began = System.nanoTime();
    private final RandomGenerator random = new SplittableRandom(7);
    private final Blobs blobs = new MemoryBlobs();
    public final StringBuffer console = new StringBuffer();

    /// What a command left.
    public record Result(int status, String out, String err) {}

    /// A booted guest in a world of its own.
    public static Guest boot(OperatingSystem os) {
        Guest guest = Guest.open("i-0123456789abcdef0", os, new TestWorld(), State.EMPTY);
        guest.boot();
        return guest;
    }

    /// Runs a command line as a user, as sshd would.
    public static Result run(Guest guest, String user, String command, String input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Stdio io = new Stdio(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
        int status = guest.exec(guest.login(user).orElseThrow(), command, io);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public Dialer network() {
        return new Dialer() {
            @Override
            public Connection connect(Endpoint to, Duration timeout) throws IOException {
                throw new ConnectException("Connection refused");
            }

            @Override
            public Ipv4 resolve(String name) throws IOException {
                throw new UnknownHostException(name);
            }
        };
    }

    @Override
    public Instant now() {
        return START.plusNanos(System.nanoTime() - began);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public Executor executor() {
        return task -> Thread.ofVirtual().start(task);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    @Override
    public boolean crowded() {
        return false;
    }

    @Override
    public InstanceFacts facts() {
        return new InstanceFacts(
                "i-0123456789abcdef0",
                "ami-0abc",
                "t3.micro",
                "x86_64",
                2,
                1024,
                8,
                Ipv4.parse("172.31.5.12"),
                Optional.of(Ipv4.parse("15.188.4.7")),
                "ip-172-31-5-12.eu-west-3.compute.internal",
                Optional.of("ec2-15-188-4-7.eu-west-3.compute.amazonaws.com"),
                "06:1f:2e:3d:4c:5b",
                "eu-west-3",
                "eu-west-3a",
                "123456789012",
                "r-0123456789abcdef0",
                "eni-0123456789abcdef0",
                "vpc-0123456789abcdef0",
                "172.31.0.0/16",
                "subnet-0123456789abcdef0",
                "172.31.0.0/20",
                List.of("web"),
                List.of("sg-0123456789abcdef0"),
                Map.of("lab", KEY),
                Map.of(),
                Optional.empty(),
                Map.of(),
                true,
                true,
                false,
                START);
    }

    @Override
    public void console(String text) {
        console.append(text);
    }

    @Override
    public void changed(Guest guest) {}

    @Override
    public void powerRequested(Guest guest, Power power) {}
}
