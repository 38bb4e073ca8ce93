package brume.portal.mirror;

import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.portal.frame.Visitor;
import brume.school.Audit;
import brume.school.Person;
import java.util.Optional;

/// Writes down when somebody begins to look and when they have stopped, from wherever they came: the second line is
/// written when their session may be gone.
record LookNotes(Portal portal, Visitor me, TaughtLab here, Person student, String address) {

    void opened() {
        down(Audit.Action.MIRROR_OPENED);
    }

    void closed() {
        down(Audit.Action.MIRROR_CLOSED);
    }

    private void down(Audit.Action action) {
        portal.school()
                .audit()
                .add(new Audit.Line(
                        portal.clock().instant(),
                        Optional.of(me.principal().tenant()),
                        me.person().username(),
                        action,
                        student.username(),
                        here.path(),
                        address));
    }
}
