package brume.app.labtest;

import brume.lab.CheckResult;
import brume.lab.Lab;
import brume.lab.LabFolder;
import brume.lab.LabLint;
import brume.lab.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proves a lab: at the start it earns 0 %, its solution earns 100 % on every seed, each of its known mistakes earns
/// the
/// check and the message that it should.
public final class LabTest {

    /// On how many seeds the solution is played.
    public static final int SEEDS = 20;

    private final Playground playground;
    private final Lab lab;
    private final LabFolder folder;
    private final List<String> problems = new ArrayList<>();

    private LabTest(Playground playground, LabFolder folder) {
        this.playground = playground;
        this.folder = folder;
        this.lab = folder.lab();
    }

    /// What was played, and every problem found; none means that the lab is proven. After a seed on which the solution
    /// fails no further one is tried.
    public record Report(String lab, int seeds, int mistakes, List<String> problems) {}

    public static Report run(LabFolder folder, int seeds) throws IOException {
        List<String> lint = LabLint.problems(folder);
        if (!lint.isEmpty()) {
            return new Report(folder.lab().id(), 0, 0, lint);
        }
        try (Playground playground = new Playground()) {
            LabTest test = new LabTest(playground, folder);
            for (long seed = 1; seed <= seeds && test.problems.isEmpty(); seed++) {
                test.solution(seed);
            }
            folder.mistakes().forEach(test::mistake);
            return new Report(test.lab.id(), seeds, folder.mistakes().size(), test.problems);
        }
    }

    private void solution(long seed) {
        String place = lab.id() + ", seed " + seed;
        try (Player player = new Player(playground, lab, seed)) {
            Collection<CheckResult> start = player.judged().values();
            start.stream()
                    .filter(CheckResult::passed)
                    .forEach(result ->
                            problems.add(place + ": " + result.checkId() + " passes before anything is done"));
            player.play(folder.solution().commands());
            Map<String, CheckResult> end = player.judged();
            lab.checks()
                    .map(check -> end.getOrDefault(check.id(), CheckResult.notRun(check)))
                    .filter(result -> !result.passed())
                    .forEach(result -> problems.add(place + ": the solution does not earn " + result.checkId() + ": "
                            + result.status() + ", " + result.message().en()));
            faults(place, player);
        } catch (Player.Stuck stuck) {
            problems.add(place + ": the solution is stuck: " + stuck.getMessage());
        }
    }

    private void mistake(Script.Wrong wrong) {
        String place = lab.id() + ", mistakes/" + wrong.name();
        try (Player player = new Player(playground, lab, 1)) {
            player.play(before(wrong));
            player.play(wrong.script().commands());
            Optional<CheckResult> result = Optional.ofNullable(player.judged().get(wrong.check()));
            result.ifPresentOrElse(
                    found -> earned(place, wrong, found),
                    () -> problems.add(place + ": there is no check " + wrong.check()));
            faults(place, player);
        } catch (Player.Stuck stuck) {
            problems.add(place + ": is stuck: " + stuck.getMessage());
        }
    }

    private List<Script.Command> before(Script.Wrong wrong) {
        List<Script.Command> commands = new ArrayList<>();
        if (wrong.after().isPresent()) {
            for (Script.Command command : folder.solution().commands()) {
                if (!wrong.without().contains(command.id())) {
                    commands.add(command);
                }
                if (command.id().equals(wrong.after().get())) {
                    break;
                }
            }
        }
        return commands;
    }

    private void earned(String place, Script.Wrong wrong, CheckResult result) {
        if (result.status() != CheckResult.Status.FAILED) {
            problems.add(place + ": " + wrong.check() + " must fail, but is " + result.status());
        } else if (!result.mistake().equals(wrong.mistake())) {
            problems.add(place + ": must be recognised as " + wrong.mistake().orElse("no special case") + ", but is "
                    + result.mistake().orElse("no special case") + ": "
                    + result.message().en());
        }
        for (String message : List.of(result.message().fr(), result.message().en())) {
            if (message.isBlank() || message.contains("${")) {
                problems.add(place + ": its message is not complete: " + message);
            }
        }
    }

    private void faults(String place, Player player) {
        player.faults().stream().distinct().forEach(fault -> problems.add(place + ": " + fault));
    }
}
