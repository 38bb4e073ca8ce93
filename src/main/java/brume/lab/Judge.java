package brume.lab;

import brume.lab.check.Expression;
import brume.lab.check.Expressions;
import brume.lab.check.Session;
import brume.lab.check.Shapes;
import brume.lab.check.World;
import dev.cel.common.types.CelType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The compiled checks of one lab; safe for use by many threads.
///
/// A check that once passed stays passed, with its time, unless it `mustHold`. A check whose `needs` have not passed is
/// not run. A check that cannot be evaluated is `BROKEN`: it never costs a student a point they had.
public final class Judge {

    private static final int LONGEST_FOUND = 300;
    private static final Words CHECKER_BROKEN = new Words(
            "Cette vérification n'a pas pu être faite. Ce n'est pas de votre faute : prévenez votre enseignant.",
            "This check could not be made. It is not your fault: tell your instructor.");

    private final Lab lab;
    private final Map<String, Expression> definitions = new LinkedHashMap<>();
    private final Map<String, Compiled> checks = new LinkedHashMap<>();

    private record Compiled(
            Expression that,
            Optional<Expression> broken,
            Optional<Expression> expected,
            Optional<Expression> found,
            List<CompiledMistake> mistakes) {}

    private record CompiledMistake(Check.Mistake mistake, Expression when, Optional<Expression> found) {}

    /// What came of a judgement.
    ///
    /// @param results one for each check of the lab, in its order
    /// @param faults what went wrong in broken checks, for the operator's log
    public record Verdict(List<CheckResult> results, List<String> faults) {}

    /// @throws IllegalArgumentException names every expression that does not compile, one a line
    public Judge(Lab lab) {
        this.lab = lab;
        List<String> problems = new ArrayList<>();
        Map<String, CelType> types = new LinkedHashMap<>();
        lab.variants().keySet().forEach(name -> types.put(name, Shapes.TEXT));
        lab.let()
                .forEach((name, source) -> attempt("let " + name, problems, () -> {
                    Expression expression = new Expressions(types).compile(source);
                    definitions.put(name, expression);
                    types.put(name, expression.type());
                }));
        Expressions expressions = new Expressions(types);
        lab.checks()
                .forEach(check -> attempt(
                        "check " + check.id(), problems, () -> checks.put(check.id(), compile(check, expressions))));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private static void attempt(String what, List<String> problems, Runnable compile) {
        try {
            compile.run();
        } catch (IllegalArgumentException wrong) {
            problems.add(what + ": " + wrong.getMessage());
        }
    }

    private static Compiled compile(Check check, Expressions expressions) {
        return new Compiled(
                expressions.compileTruth(check.that()),
                check.broken().map(expressions::compileTruth),
                check.expected().map(expressions::compile),
                check.found().map(expressions::compile),
                check.mistakes().stream()
                        .map(mistake -> new CompiledMistake(
                                mistake,
                                expressions.compileTruth(mistake.when()),
                                mistake.found().map(expressions::compile)))
                        .toList());
    }

    public Lab lab() {
        return lab;
    }

    /// Looks at all checks.
    ///
    /// @param values the student's variant
    /// @param before the results so far, by check id
    /// @param now the sandbox's time
    public Verdict judge(World world, Map<String, String> values, Map<String, CheckResult> before, Instant now) {
        return new Judgement(new Session(world, values, definitions), values, before, now).all();
    }

    /// The results when no judgement came to an end: what had passed stays, everything else is broken.
    List<CheckResult> givenUp(Map<String, CheckResult> before) {
        return lab.checks()
                .map(check -> Optional.ofNullable(before.get(check.id()))
                        .filter(CheckResult::passed)
                        .orElseGet(() -> broken(check)))
                .toList();
    }

    private static CheckResult broken(Check check) {
        return new CheckResult(
                check.id(),
                CheckResult.Status.BROKEN,
                0,
                check.points(),
                "",
                "",
                CHECKER_BROKEN,
                Optional.empty(),
                check.link(),
                Optional.empty());
    }

    private final class Judgement {
        private final Session session;
        private final Map<String, String> values;
        private final Map<String, CheckResult> before;
        private final Instant now;
        private final Map<String, CheckResult> results = new LinkedHashMap<>();
        private final List<String> faults = new ArrayList<>();

        Judgement(Session session, Map<String, String> values, Map<String, CheckResult> before, Instant now) {
            this.session = session;
            this.values = values;
            this.before = before;
            this.now = now;
        }

        Verdict all() {
            lab.checks().forEach(check -> results.put(check.id(), one(check)));
            return new Verdict(List.copyOf(results.values()), List.copyOf(faults));
        }

        private CheckResult one(Check check) {
            Optional<CheckResult> earlier = Optional.ofNullable(before.get(check.id()));
            if (!check.mustHold() && earlier.isPresent() && earlier.get().passed()) {
                return earlier.get();
            }
            if (!check.needs().stream().allMatch(this::passed)) {
                return CheckResult.notRun(check);
            }
            try {
                return look(check, earlier);
            } catch (Expression.Failed | RuntimeException fault) {
                faults.add(lab.id() + ", check " + check.id() + ": " + fault.getMessage());
                return earlier.filter(CheckResult::passed).orElseGet(() -> broken(check));
            }
        }

        private boolean passed(String check) {
            CheckResult result = results.get(check);
            return result != null && result.passed();
        }

        private CheckResult look(Check check, Optional<CheckResult> earlier) throws Expression.Failed {
            Compiled compiled = checks.get(check.id());
            if (compiled == null) {
                throw new IllegalStateException("not compiled");
            }
            if (compiled.broken().isPresent() && session.truth(compiled.broken().get())) {
                faults.add(lab.id() + ", check " + check.id() + ": says that it cannot tell");
                return earlier.filter(CheckResult::passed).orElseGet(() -> broken(check));
            }
            if (session.truth(compiled.that())) {
                return new CheckResult(
                        check.id(),
                        CheckResult.Status.PASSED,
                        check.points(),
                        check.points(),
                        "",
                        "",
                        Words.NONE,
                        Optional.empty(),
                        check.link(),
                        Optional.of(earlier.flatMap(CheckResult::passedAt).orElse(now)));
            }
            return failed(check, compiled);
        }

        private CheckResult failed(Check check, Compiled compiled) throws Expression.Failed {
            Optional<CompiledMistake> known = mistake(compiled);
            String expected = words(compiled.expected());
            String found = words(known.flatMap(CompiledMistake::found).or(compiled::found));
            Words message = known.map(one -> one.mistake().message()).orElse(check.message());
            return new CheckResult(
                    check.id(),
                    CheckResult.Status.FAILED,
                    0,
                    check.points(),
                    expected,
                    found,
                    new Words(
                            filled(message.fr(), expected, found.equals(CheckResult.NOTHING) ? "rien" : found),
                            filled(message.en(), expected, found.equals(CheckResult.NOTHING) ? "nothing" : found)),
                    known.map(one -> one.mistake().id()),
                    known.flatMap(one -> one.mistake().link()).orElse(check.link()),
                    Optional.empty());
        }

        private Optional<CompiledMistake> mistake(Compiled compiled) throws Expression.Failed {
            for (CompiledMistake mistake : compiled.mistakes()) {
                if (session.truth(mistake.when())) {
                    return Optional.of(mistake);
                }
            }
            return Optional.empty();
        }

        private String words(Optional<Expression> expression) throws Expression.Failed {
            if (expression.isEmpty()) {
                return "";
            }
            String words = session.words(expression.get()).strip();
            return words.length() > LONGEST_FOUND ? words.substring(0, LONGEST_FOUND) + "…" : words;
        }

        private String filled(String text, String expected, String found) {
            Map<String, String> all = new LinkedHashMap<>(values);
            all.put("expected", expected);
            all.put("found", found);
            return LabText.filled(text, all);
        }
    }
}
