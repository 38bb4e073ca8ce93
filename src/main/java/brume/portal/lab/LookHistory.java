package brume.portal.lab;

import brume.portal.console.Desk;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.frame.Visitor;
import brume.school.Audit;
import brume.school.Person;
import brume.school.Principal;
import java.util.List;
import java.util.Optional;

/// Who has looked at one's work in a lab, read from the audit: whoever is looked at may know it.
record LookHistory(Portal portal, Visitor visitor, Standing standing) {

    private static final int READ = 100;
    private static final int SHOWN = 5;

    /// The newest first.
    List<Desk.Looked> read() {
        Principal me = visitor.principal();
        String path = standing.course().id() + "/" + standing.lab().id();
        return portal
                .school()
                .audit()
                .read(new Audit.Wanted(
                        Optional.of(me.tenant()),
                        Optional.of(Audit.Action.MIRROR_OPENED),
                        me.username(),
                        Optional.empty(),
                        READ))
                .stream()
                .map(Audit.Kept::line)
                .filter(line ->
                        line.subject().equals(me.username()) && line.detail().equals(path))
                .limit(SHOWN)
                .map(line -> new Desk.Looked(
                        portal.school()
                                .people()
                                .find(me.tenant(), line.username())
                                .map(Person::name)
                                .orElse(line.username()),
                        line.at()))
                .toList();
    }
}
