package brume.lab;

import java.util.Map;

/// The points of an attempt. A step's hints are paid from the step's own points, and only once all its checks passed;
/// a step never falls below zero.
///
/// @param points earned, hints paid
/// @param of what can be earned
/// @param paid for hints
/// @param passed checks, of [#checks]
public record Grade(int points, int of, int paid, int passed, int checks) {

    public static Grade of(Lab lab, Attempt attempt) {
        Grade sum = new Grade(0, 0, 0, 0, 0);
        for (Step step : lab.steps()) {
            sum = sum.plus(of(step, attempt));
        }
        return sum;
    }

    public static Grade of(Step step, Attempt attempt) {
        Map<String, CheckResult> results = attempt.results();
        int earned = 0;
        int passed = 0;
        for (Check check : step.checks()) {
            CheckResult result = results.get(check.id());
            if (result != null && result.passed()) {
                earned += check.points();
                passed++;
            }
        }
        int price = attempt.hints().stream()
                .filter(hint -> hint.step().equals(step.id()))
                .mapToInt(Attempt.HintTaken::price)
                .sum();
        int paid = passed == step.checks().size() ? Math.min(price, earned) : 0;
        return new Grade(
                earned - paid, step.points(), paid, passed, step.checks().size());
    }

    private Grade plus(Grade other) {
        return new Grade(
                points + other.points, of + other.of, paid + other.paid, passed + other.passed, checks + other.checks);
    }

    /// All checks passed.
    public boolean complete() {
        return passed == checks;
    }

    /// From 0 to 100, rounded down.
    public int percent() {
        return of == 0 ? 0 : 100 * points / of;
    }
}
