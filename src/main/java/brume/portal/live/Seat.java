package brume.portal.live;

import brume.lab.Check;
import brume.lab.Step;
import brume.portal.frame.Standing;
import brume.portal.part.CheckState;
import brume.portal.part.Words;
import brume.school.Person;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One student in the live class.
///
/// @param idle since the sandbox's last entry; empty before the first attempt
/// @param waits since the hand was raised; empty while it is down
record Seat(Person person, Standing standing, Optional<Duration> idle, Optional<Duration> waits) {

    static final long SLOW_MINUTES = 5;
    private static final long STUCK_MINUTES = 10;

    /// The groups, in the order in which an instructor looks at them.
    enum Group {
        NEEDS_YOU("hand"),
        SLOWING("timer"),
        ON_TRACK("check"),
        NOT_STARTED("square-dashed"),
        FINISHED("square-check");

        final String icon;

        Group(String icon) {
            this.icon = icon;
        }
    }

    Group group() {
        if (!standing.isStarted()) {
            return Group.NOT_STARTED;
        }
        if (waits.isPresent()) {
            return Group.NEEDS_YOU;
        }
        if (standing.isFinished()) {
            return Group.FINISHED;
        }
        if (broken().isPresent() || minutes() >= STUCK_MINUTES) {
            return Group.NEEDS_YOU;
        }
        return minutes() >= SLOW_MINUTES ? Group.SLOWING : Group.ON_TRACK;
    }

    long waitingMinutes() {
        return waits.map(Duration::toMinutes).orElse(0L);
    }

    long minutes() {
        return idle.map(Duration::toMinutes).orElse(0L);
    }

    Optional<Check> broken() {
        return first(CheckState.BROKEN);
    }

    /// The first failed check of the step being worked on.
    Optional<Check> failed() {
        return standing.current()
                .flatMap(step -> step.checks().stream()
                        .filter(check -> standing.of(check) == CheckState.FAILED)
                        .findFirst());
    }

    /// `4.2`
    String number(Check check) {
        List<Step> steps = standing.lab().steps();
        for (int i = 0; i < steps.size(); i++) {
            int at = steps.get(i).checks().indexOf(check);
            if (at >= 0) {
                return (i + 1) + "." + (at + 1);
            }
        }
        return check.id();
    }

    /// In a few words.
    String happening() {
        if (!standing.isStarted()) {
            return Words.say("live.notStarted");
        }
        if (standing.isFinished()) {
            return Words.say("live.allPassed");
        }
        if (broken().isPresent()) {
            return Words.say("live.broken", number(broken().orElseThrow()));
        }
        if (minutes() >= SLOW_MINUTES) {
            return Words.say("live.idle", minutes());
        }
        return failed().map(check -> Words.say("live.failing", number(check)))
                .or(() -> standing.next().map(check -> Words.say("live.working", number(check))))
                .orElse("");
    }

    private Optional<Check> first(CheckState state) {
        return standing.lab()
                .checks()
                .filter(check -> standing.of(check) == state)
                .findFirst();
    }
}
