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

/// One student in the live class. What a class of 300 asks again and again is worked out once.
///
/// @param idle since the sandbox's last entry; empty before the first attempt
/// @param waits since the hand was raised; empty while it is down
/// @param current the step being worked on; empty when all is done
/// @param broken the first check that could not be judged
/// @param failed the first failed check of the step being worked on
record Seat(
        Person person,
        Standing standing,
        Optional<Duration> idle,
        Optional<Duration> waits,
        Optional<Step> current,
        Optional<Check> broken,
        Optional<Check> failed,
        Group group) {

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

    static Seat of(Person person, Standing standing, Optional<Duration> idle, Optional<Duration> waits) {
        Optional<Step> current = standing.current();
        Optional<Check> broken = first(standing, standing.lab().checks().toList(), CheckState.BROKEN);
        Optional<Check> failed = current.flatMap(step -> first(standing, step.checks(), CheckState.FAILED));
        long minutes = idle.map(Duration::toMinutes).orElse(0L);
        Group group;
        if (!standing.isStarted()) {
            group = Group.NOT_STARTED;
        } else if (waits.isPresent()) {
            group = Group.NEEDS_YOU;
        } else if (standing.isFinished()) {
            group = Group.FINISHED;
        } else if (broken.isPresent() || minutes >= STUCK_MINUTES) {
            group = Group.NEEDS_YOU;
        } else {
            group = minutes >= SLOW_MINUTES ? Group.SLOWING : Group.ON_TRACK;
        }
        return new Seat(person, standing, idle, waits, current, broken, failed, group);
    }

    private static Optional<Check> first(Standing standing, List<Check> checks, CheckState state) {
        return checks.stream().filter(check -> standing.of(check) == state).findFirst();
    }

    long waitingMinutes() {
        return waits.map(Duration::toMinutes).orElse(0L);
    }

    long minutes() {
        return idle.map(Duration::toMinutes).orElse(0L);
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
}
