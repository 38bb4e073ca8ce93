package brume.portal.frame;

import brume.lab.Attempt;
import brume.lab.Check;
import brume.lab.CheckResult;
import brume.lab.Grade;
import brume.lab.Lab;
import brume.lab.LabText;
import brume.lab.Step;
import brume.lab.Variants;
import brume.lab.Words;
import brume.portal.part.CheckState;
import brume.school.Course;
import java.util.List;
import java.util.Optional;

/// How somebody stands in a lab of a course, as the screens show it.
///
/// @param number the lab's place in its course, from 1
/// @param attempt the newest; empty before the first
/// @param asked whether the student has just asked for a check of the step being worked on
public record Standing(Course course, int number, Lab lab, Optional<Attempt> attempt, boolean asked) {

    public Standing(Course course, int number, Lab lab, Optional<Attempt> attempt) {
        this(course, number, lab, attempt, false);
    }

    /// Every check of the lab, in its order.
    public List<CheckState> checks() {
        return lab.checks().map(this::of).toList();
    }

    public List<CheckState> checks(Step step) {
        return step.checks().stream().map(this::of).toList();
    }

    /// What nobody has tried yet stays in the mist: a failure shows once a known mistake was recognised, once the step
    /// is
    /// begun, or when the student has asked for a check.
    public CheckState of(Check check) {
        CheckState state = result(check).map(Standing::of).orElse(CheckState.NOT_RUN);
        boolean isTried = result(check).flatMap(CheckResult::mistake).isPresent()
                || lab.steps().stream()
                        .filter(step -> step.checks().contains(check))
                        .anyMatch(step -> isBegun(step)
                                || (asked && current().filter(step::equals).isPresent()));
        return state == CheckState.FAILED && !isTried ? CheckState.NOT_RUN : state;
    }

    private Optional<CheckResult> result(Check check) {
        return attempt.map(one -> one.results().get(check.id()));
    }

    private boolean isBegun(Step step) {
        return step.checks().stream()
                .anyMatch(check -> result(check).filter(CheckResult::passed).isPresent());
    }

    public static CheckState of(CheckResult result) {
        return switch (result.status()) {
            case PASSED -> CheckState.PASSED;
            case FAILED -> CheckState.FAILED;
            case NOT_RUN -> CheckState.NOT_RUN;
            case BROKEN -> CheckState.BROKEN;
        };
    }

    public int points() {
        return attempt.map(one -> Grade.of(lab, one).points()).orElse(0);
    }

    public long passed() {
        return checks().stream().filter(state -> state == CheckState.PASSED).count();
    }

    public boolean isStarted() {
        return attempt.isPresent();
    }

    public boolean isFinished() {
        return isStarted() && checks().stream().allMatch(state -> state == CheckState.PASSED);
    }

    public boolean hasPassed(Step step) {
        return step.checks().stream()
                .allMatch(check -> result(check).filter(CheckResult::passed).isPresent());
    }

    /// The step to work on: the first with a check that has not passed; empty when all have.
    public Optional<Step> current() {
        return lab.steps().stream().filter(step -> !hasPassed(step)).findFirst();
    }

    /// The first check that has not passed.
    public Optional<Check> next() {
        return lab.checks().filter(check -> of(check) != CheckState.PASSED).findFirst();
    }

    /// A text of the lab with this student's own values in it.
    public String filled(Words text) {
        String words = text.in(brume.portal.part.Words.locale());
        return attempt.map(one -> LabText.filled(words, Variants.draw(lab, one.seed())))
                .orElse(words);
    }

    /// Counted from 1.
    public int number(Step step) {
        return lab.steps().indexOf(step) + 1;
    }

    /// Where the lab is worked on.
    public String path() {
        return "/lab/" + course.id() + "/" + lab.id();
    }
}
