package brume.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds what is wrong with a lab before a student does: besides what reading found (unknown keys, missing languages),
/// expressions that do not compile, dead `needs`, points that cannot be reached, texts that name what is not there.
public final class LabLint {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private final LabFolder folder;
    private final Lab lab;
    private final List<String> problems;

    private LabLint(LabFolder folder) {
        this.folder = folder;
        this.lab = folder.lab();
        this.problems = new ArrayList<>(folder.problems());
    }

    /// All problems, each with its place; empty when the lab is fit to be played.
    public static List<String> problems(LabFolder folder) {
        LabLint lint = new LabLint(folder);
        lint.expressions();
        lint.order();
        lint.points();
        lint.words();
        lint.texts();
        lint.names();
        lint.scripts();
        return lint.problems;
    }

    private void problem(String place, String what) {
        problems.add(lab.id() + ": " + place + ": " + what);
    }

    private void expressions() {
        try {
            new Judge(lab);
        } catch (IllegalArgumentException wrong) {
            String.valueOf(wrong.getMessage()).lines().forEach(line -> problems.add(lab.id() + ": " + line));
        }
    }

    /// Needs must name something that comes before; identities must be unique.
    private void order() {
        Set<String> steps = new HashSet<>();
        Set<String> checks = new HashSet<>();
        if (lab.steps().isEmpty()) {
            problem("steps", "there is none");
        }
        for (Step step : lab.steps()) {
            step.needs().stream()
                    .filter(need -> !steps.contains(need))
                    .forEach(need -> problem("step " + step.id(), "needs `" + need + "`, which is no step before it"));
            for (Check check : step.checks()) {
                check.needs().stream()
                        .filter(need -> !checks.contains(need))
                        .forEach(need -> problem(
                                "check " + check.id(),
                                "needs `" + need + "`, which is no check before it: its points cannot be reached"));
                if (!checks.add(check.id())) {
                    problem("check " + check.id(), "is there twice");
                }
            }
            if (!steps.add(step.id())) {
                problem("step " + step.id(), "is there twice");
            }
        }
    }

    private void points() {
        int sum = lab.checks().mapToInt(Check::points).sum();
        if (sum != lab.points()) {
            problem("lab.yaml", "promises " + lab.points() + " points, but the checks give " + sum);
        }
        lab.checks()
                .filter(check -> check.that().strip().equals("false"))
                .forEach(check -> problem("check " + check.id(), "can never pass: its points cannot be reached"));
        for (Step step : lab.steps()) {
            int prices = step.hints().stream().mapToInt(Hint::price).sum();
            if (prices > step.points()) {
                problem(
                        "step " + step.id(),
                        "its hints cost " + prices + ", more than its " + step.points() + " points");
            }
        }
    }

    /// What messages may name, and where they may lead.
    private void words() {
        for (Step step : lab.steps()) {
            filled("step " + step.id() + ": title", step.title(), Set.of());
            step.hints().forEach(hint -> filled("step " + step.id() + ": hint", hint.text(), Set.of()));
            for (Check check : step.checks()) {
                String place = "check " + check.id();
                filled(place + ": title", check.title(), Set.of());
                Set<String> given = new HashSet<>();
                check.expected().ifPresent(expression -> given.add("expected"));
                check.found().ifPresent(expression -> given.add("found"));
                filled(place + ": message", check.message(), given);
                page(place, check.link());
                for (Check.Mistake mistake : check.mistakes()) {
                    Set<String> more = new HashSet<>(given);
                    mistake.found().ifPresent(expression -> more.add("found"));
                    filled(place + ": mistake " + mistake.id(), mistake.message(), more);
                    mistake.link().ifPresent(link -> page(place + ": mistake " + mistake.id(), link));
                }
            }
        }
    }

    private void filled(String place, Words words, Set<String> given) {
        for (String text : List.of(words.fr(), words.en())) {
            Matcher name = PLACEHOLDER.matcher(text);
            while (name.find()) {
                if (!given.contains(name.group(1)) && !lab.variants().containsKey(name.group(1))) {
                    problem(place, "names ${" + name.group(1) + "}, which has no value here");
                }
            }
        }
    }

    private void page(String place, String page) {
        if (!LabText.PAGES.contains(page)) {
            problem(place, "leads to `" + page + "`; pages are " + String.join(", ", LabText.PAGES));
        }
    }

    /// Both languages must offer the same actions.
    private void texts() {
        for (Step step : lab.steps()) {
            String place = "step " + step.id() + ": text";
            filled(place, step.text(), Set.of());
            if (step.text().fr().isBlank() || step.text().en().isBlank()) {
                problem(place, "is empty in one language");
            }
            List<String> french = actions(step.text().fr());
            List<String> english = actions(step.text().en());
            if (!french.equals(english)) {
                problem(place, "the actions differ: French has " + french + ", English " + english);
            }
            LabText.pieces(step.text().en()).stream()
                    .filter(LabText.Piece.Open.class::isInstance)
                    .map(LabText.Piece.Open.class::cast)
                    .forEach(open -> page(place, open.page()));
        }
    }

    private static List<String> actions(String text) {
        return LabText.pieces(text).stream()
                .flatMap(piece -> switch (piece) {
                    case LabText.Piece.Markdown markdown -> Stream.<String>empty();
                    case LabText.Piece.Run run -> Stream.of("run");
                    case LabText.Piece.Copy copy -> Stream.of("copy");
                    case LabText.Piece.Open open -> Stream.of("open:" + open.page());
                    case LabText.Piece.Highlight highlight -> Stream.of("highlight:" + highlight.element());
                })
                .toList();
    }

    /// A variant or `let` that nobody uses is a slip of the pen.
    private void names() {
        Set<String> used = new LinkedHashSet<>();
        Stream.concat(lab.let().values().stream(), lab.checks().flatMap(LabLint::sources))
                .forEach(source -> WORD.matcher(source).results().forEach(word -> used.add(word.group())));
        for (Step step : lab.steps()) {
            PLACEHOLDER.matcher(step.text().en()).results().forEach(name -> used.add(name.group(1)));
        }
        Stream.concat(lab.variants().keySet().stream(), lab.let().keySet().stream())
                .filter(name -> !used.contains(name))
                .forEach(name -> problem("lab.yaml", "`" + name + "` is never used"));
    }

    private static Stream<String> sources(Check check) {
        return Stream.of(
                        Stream.of(check.that()),
                        check.broken().stream(),
                        check.expected().stream(),
                        check.found().stream(),
                        check.mistakes().stream().map(Check.Mistake::when),
                        check.mistakes().stream().flatMap(mistake -> mistake.found().stream()))
                .flatMap(sources -> sources);
    }

    private void scripts() {
        Set<String> commands = new HashSet<>();
        folder.solution().commands().forEach(command -> {
            if (!command.id().isEmpty() && !commands.add(command.id())) {
                problem("solution.yaml", "`" + command.id() + "` is there twice");
            }
        });
        if (folder.solution().commands().isEmpty()) {
            problem("solution.yaml", "has no commands");
        }
        for (Script.Wrong wrong : folder.mistakes()) {
            String place = "mistakes/" + wrong.name() + ".yaml";
            Stream.concat(wrong.after().stream(), wrong.without().stream())
                    .filter(id -> !commands.contains(id))
                    .forEach(id -> problem(place, "`" + id + "` is no command of the solution"));
            lab.check(wrong.check())
                    .ifPresentOrElse(
                            check -> wrong.mistake()
                                    .filter(id -> check.mistakes().stream()
                                            .noneMatch(mistake -> mistake.id().equals(id)))
                                    .ifPresent(id -> problem(
                                            place, "the check " + check.id() + " knows no mistake `" + id + "`")),
                            () -> problem(place, "there is no check `" + wrong.check() + "`"));
        }
    }
}
