package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Task;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.service.Daemon;
import brume.cloud.guest.service.Daemons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Process number one of a guest: starts, watches and stops units. What is enabled lies in symbolic links as on a real
/// machine; what is active is also noted in [#ACTIVE_UNITS], so that a machine that Brume itself lost goes on with what
/// it ran.
public final class Systemd {

    static final String ACTIVE_UNITS = "/run/systemd/active-units";
    private static final int TERM = 15;
    private static final int KILL = 9;

    private final Guest guest;
    private final Journald journald;
    private final Spawner spawner;
    private final Timers timers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, UnitState> states = new HashMap<>();

    private Systemd(Guest guest, Journald journald) {
        this.guest = guest;
        this.journald = journald;
        this.spawner = new Spawner(guest, journald);
        this.timers = new Timers(guest, this);
    }

    /// What came of a job.
    ///
    /// @param message for standard error, empty when all went well
    public record Outcome(int status, String message) {
        static final Outcome DONE = new Outcome(0, "");

        public boolean isDone() {
            return status == 0;
        }
    }

    public static Systemd of(Guest guest) {
        Journald journald = Journald.of(guest);
        return guest.attachment(Systemd.class, () -> new Systemd(guest, journald));
    }

    Units units() {
        return new Units(guest.files().asRoot());
    }

    /// A unit with what it is doing; empty where there is no such file.
    Optional<UnitState> unit(String name) {
        lock.lock();
        try {
            UnitState known = states.get(name);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<UnitFile> file = units().load(name);
            if (file.isPresent()
                    && !file.get().name().equals(name)
                    && !file.get().masked()) {
                return unit(file.get().name());
            }
            file.ifPresent(found -> states.put(name, new UnitState(found)));
            return file.map(found -> states.get(name));
        } finally {
            lock.unlock();
        }
    }

    /// True for `active` units, as `systemctl is-active` sees it.
    public boolean isActive(String unit) {
        return unit(Units.nameOf(unit)).filter(UnitState::isActive).isPresent();
    }

    /// True where the unit will start at the next boot.
    public boolean isEnabled(String unit) {
        return units().enablement(Units.nameOf(unit)).filter("enabled"::equals).isPresent();
    }

    /// The units that are loaded, by name.
    Map<String, UnitState> loaded() {
        lock.lock();
        try {
            return new TreeMap<>(states);
        } finally {
            lock.unlock();
        }
    }

    /// Reads all unit files again.
    public void reloadFiles() {
        lock.lock();
        try {
            for (Map.Entry<String, UnitState> entry : Map.copyOf(states).entrySet()) {
                String name = entry.getKey();
                UnitState old = entry.getValue();
                Optional<UnitFile> fresh = units().load(name);
                if (fresh.isPresent()) {
                    old.reread(fresh.get());
                } else if (!old.isActive()) {
                    states.remove(name);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Makes a unit start at boot.
    ///
    /// @return what `systemctl` would say about each link
    public List<String> enable(String typed) throws FsException {
        Optional<UnitFile> file = units().load(Units.nameOf(typed));
        if (file.isEmpty()) {
            return List.of();
        }
        UnitFile unit = file.get();
        return units().enable(unit).stream()
                .map(link -> "Created symlink " + link + " → " + unit.path() + ".")
                .toList();
    }

    public void disable(String typed) throws FsException {
        units().disable(Units.nameOf(typed));
    }

    public Outcome start(String typed) {
        String name = Units.nameOf(typed);
        Optional<UnitState> unit = unit(name);
        if (unit.isEmpty()) {
            return new Outcome(5, "Failed to start " + name + ": Unit " + name + " not found.");
        }
        UnitState state = unit.get();
        if (state.file().masked()) {
            return new Outcome(1, "Failed to start " + name + ": Unit " + name + " is masked.");
        }
        if (state.isActive() && !state.sub().equals("auto-restart")) {
            return Outcome.DONE;
        }
        return state.file().isService() ? startService(state) : activate(state);
    }

    private Outcome activate(UnitState state) {
        boolean timer = state.file().name().endsWith(".timer");
        if (timer
                && state.file().all("Timer", "OnCalendar").stream()
                        .anyMatch(event -> CalendarEvent.tryParse(event).isEmpty())) {
            return new Outcome(
                    1,
                    "Failed to start " + state.file().name() + ": Unit "
                            + state.file().name()
                            + " has a bad unit file setting.\nSee system logs and 'systemctl status "
                            + state.file().name() + "' for details.");
        }
        state.becomes("active", timer ? "waiting" : "active", guest.world().now());
        if (timer) {
            timers.start(state);
            journald.systemd(Journald.INFO, state.file().name(), "Started " + title(state.file()) + ".");
            note();
        }
        return Outcome.DONE;
    }

    Outcome startService(UnitState state) {
        UnitFile file = state.file();
        String name = file.name();
        Instant now = guest.world().now();
        if (file.all("Service", "ExecStart").isEmpty() && !file.type().equals("oneshot")) {
            return new Outcome(
                    1,
                    "Failed to start " + name + ": Unit " + name + " has a bad unit file setting.\n"
                            + "See system logs and 'systemctl status " + name + "' for details.");
        }
        if (state.startsTooOften(now)) {
            journald.systemd(Journald.WARNING, name, name + ": Start request repeated too quickly.");
            return failed(state, state.result().equals("success") ? "start-limit-hit" : state.result());
        }
        state.starting(now);
        state.becomes("activating", "start", now);
        boolean quick = file.type().matches("simple|exec|idle");
        if (!quick) {
            journald.systemd(Journald.INFO, name, "Starting " + title(file) + "...");
        }
        for (String value : file.all("Service", "ExecStartPre")) {
            UnitState.Ended ended = runAside(state, "ExecStartPre", value, Map.of());
            if (ended.failed() && !value.startsWith("-")) {
                journald.systemd(Journald.NOTICE, name, name + ": Control process exited, " + ended.words());
                return failed(state, "exit-code");
            }
        }
        return new Launching(guest, this, spawner, journald).launch(state);
    }

    /// Runs a command of the unit on a thread of its own and waits for it.
    UnitState.Ended runAside(UnitState state, String key, String value, Map<String, String> extra) {
        CommandLine command = spawner.parse(state.file(), value, extra);
        List<UnitState.Ended> ended = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        List<Task> task = new ArrayList<>();
        guest.world().executor().execute(() -> {
            try {
                ended.add(spawner.run(state.file(), key, command, extra, task::add));
            } finally {
                over.countDown();
            }
        });
        try {
            long seconds = state.file().type().equals("oneshot") ? 3600 : 90;
            if (!over.await(seconds, TimeUnit.SECONDS)) {
                task.forEach(running -> running.deliver(KILL));
                return new UnitState.Ended(key, 0, command.text(), 0, KILL);
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            return new UnitState.Ended(key, 0, command.text(), 0, TERM);
        }
        UnitState.Ended result = ended.isEmpty() ? new UnitState.Ended(key, 0, command.text(), 1, 0) : ended.getFirst();
        state.ended(result);
        return result;
    }

    Outcome failed(UnitState state, String result) {
        String name = state.file().name();
        state.gone(result);
        state.becomes("failed", "failed", guest.world().now());
        journald.systemd(Journald.WARNING, name, name + ": Failed with result '" + result + "'.");
        journald.systemd(Journald.ERROR, name, "Failed to start " + title(state.file()) + ".");
        note();
        String why = result.equals("exit-code")
                ? "the control process exited with error code"
                : result.equals("protocol")
                        ? "the service did not take the steps required by its unit configuration"
                        : result.equals("start-limit-hit")
                                ? "start of the service was attempted too often"
                                : "a fatal signal was delivered to the control process";
        return new Outcome(
                1,
                "Job for " + name + " failed because " + why + ".\nSee \"systemctl status " + name
                        + "\" and \"journalctl -xeu " + name + "\" for details.");
    }

    void started(UnitState state, String sub) {
        state.becomes("active", sub, guest.world().now());
        journald.systemd(
                Journald.INFO,
                state.file().name(),
                (sub.equals("exited") ? "Finished " : "Started ") + title(state.file()) + ".");
        note();
    }

    /// The main process of an active service is gone.
    void mainEnded(UnitState state, UnitState.Ended ended) {
        new Restarting(guest, this, journald).mainEnded(state, ended);
    }

    /// True where the unit is still known by its name.
    boolean isCurrent(UnitState state) {
        return states.get(state.file().name()) == state;
    }

    Timers timers() {
        return timers;
    }

    public Outcome stop(String typed) {
        String name = Units.nameOf(typed);
        Optional<UnitState> unit = unit(name);
        if (unit.isEmpty()) {
            return new Outcome(5, "Failed to stop " + name + ": Unit " + name + " not loaded.");
        }
        UnitState state = unit.get();
        if (!state.isActive()) {
            state.forgetStarts();
            return Outcome.DONE;
        }
        if (!state.file().isService()) {
            state.becomes("inactive", "dead", guest.world().now());
            return Outcome.DONE;
        }
        journald.systemd(Journald.INFO, name, "Stopping " + title(state.file()) + "...");
        state.stopRequested();
        state.becomes("deactivating", "stop", guest.world().now());
        Map<String, String> extra = state.main()
                .map(main -> Map.of("MAINPID", Integer.toString(main.pid())))
                .orElse(Map.of());
        for (String value : state.file().all("Service", "ExecStop")) {
            runAside(state, "ExecStop", value, extra);
        }
        state.main().ifPresent(main -> new Termination(guest).of(state.file(), main));
        for (String value : state.file().all("Service", "ExecStopPost")) {
            runAside(state, "ExecStopPost", value, Map.of());
        }
        state.gone("success");
        state.becomes("inactive", "dead", guest.world().now());
        state.forgetStarts();
        journald.systemd(Journald.INFO, name, name + ": Deactivated successfully.");
        journald.systemd(Journald.INFO, name, "Stopped " + title(state.file()) + ".");
        note();
        return Outcome.DONE;
    }

    public Outcome restart(String typed) {
        Optional<UnitState> unit = unit(Units.nameOf(typed));
        if (unit.isPresent() && unit.get().isActive()) {
            stop(typed);
        }
        Outcome outcome = start(typed);
        return outcome.status() == 5 ? new Outcome(5, outcome.message().replace("to start", "to restart")) : outcome;
    }

    public Outcome reload(String typed) {
        return new Reloading(this, journald).reload(typed);
    }

    /// The machine starts: what is enabled.
    public void boot() {
        journald.log(Journald.INFO, "kernel", 0, "", "Linux version " + Guest.kernel(guest.os()));
        journald.log(Journald.INFO, "systemd", 1, "", "Detected virtualization amazon.");
        startAll(units().wantedBy("multi-user.target"));
        units().wantedBy("timers.target").forEach(this::start);
    }

    /// The machine goes on after Brume itself was restarted: what ran.
    public void resume() {
        try {
            startAll(guest.files().asRoot().readText(ACTIVE_UNITS).lines().toList());
        } catch (FsException nothingRan) {
            startAll(List.of());
        }
    }

    private void startAll(List<String> names) {
        names.forEach(this::start);
        unit("multi-user.target")
                .ifPresent(target ->
                        target.becomes("active", "active", guest.world().now()));
        note();
    }

    /// The machine stops: every unit ends, and none is remembered as running.
    public void shutdown() {
        for (Map.Entry<String, UnitState> entry : loaded().entrySet()) {
            if (entry.getValue().isActive() && entry.getValue().file().isService()) {
                stop(entry.getKey());
            }
        }
        Daemons.of(guest).endAll();
        try {
            guest.files().asRoot().unlink(ACTIVE_UNITS);
        } catch (FsException nothingRan) {
            return;
        }
    }

    void note() {
        List<String> running = new ArrayList<>();
        loaded().forEach((name, state) -> {
            if (state.isActive() && (state.file().isService() || name.endsWith(".timer"))) {
                running.add(name);
            }
        });
        try {
            Files files = guest.files().asRoot();
            files.mkdirs("/run/systemd");
            files.write(ACTIVE_UNITS, String.join("\n", running) + "\n");
        } catch (FsException full) {
            return;
        }
    }

    /// `nginx.service - The nginx HTTP and reverse proxy server`
    static String title(UnitFile file) {
        return file.description().equals(file.name()) ? file.name() : file.name() + " - " + file.description();
    }

    /// Watches a daemon as the main process of a unit.
    void watch(UnitState state, Daemon daemon) {
        state.runs(daemon.master(), daemon.name());
        daemon.onEnd(signal -> mainEnded(
                state,
                new UnitState.Ended(
                        "ExecStart", daemon.master().pid(), daemon.master().command(), 0, signal == 3 ? 0 : signal)));
    }
}
