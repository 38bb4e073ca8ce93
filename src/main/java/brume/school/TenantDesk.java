package brume.school;

import brume.school.Accounts.Doer;
import brume.school.Accounts.Refused;
import brume.school.Accounts.Why;
import java.time.InstantSource;
import java.util.Optional;

/// Where admins found schools and give them other names. Each deed is in the [Audit].
public final class TenantDesk {

    private static final int NAME_CHARACTERS = 200;

    private final People people;
    private final Audit audit;
    private final InstantSource clock;

    public TenantDesk(People people, Audit audit, InstantSource clock) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param id stands in addresses and in claims of identity providers, and stays
    /// @throws Refused when it is no id, another school has it, or there is no name
    public Tenant found(Doer admin, String id, String name) {
        mustAdminister(admin);
        if (!TenantId.isOne(id.strip())) {
            throw new Refused(Why.NOT_A_SCHOOL);
        }
        Tenant school = new Tenant(TenantId.parse(id.strip()), checked(name));
        try {
            people.add(school);
        } catch (IllegalArgumentException taken) {
            throw new Refused(Why.SCHOOL_TAKEN);
        }
        note(admin, Audit.Action.SCHOOL_CREATED, school.id(), school.name());
        return school;
    }

    /// @throws Refused when there is no name
    public Tenant rename(Doer admin, TenantId id, String name) {
        mustAdminister(admin);
        Tenant before = people.tenant(id).orElseThrow(Principal.Refused::new);
        Tenant after = new Tenant(id, checked(name));
        if (!after.equals(before)) {
            people.rename(after);
            note(admin, Audit.Action.SCHOOL_RENAMED, id, before.name() + " -> " + after.name());
        }
        return after;
    }

    private static void mustAdminister(Doer doer) {
        if (!doer.person().is(Role.ADMIN)) {
            throw new Principal.Refused();
        }
    }

    private static String checked(String name) {
        String said = name.strip();
        if (said.isEmpty() || said.length() > NAME_CHARACTERS) {
            throw new Refused(Why.NO_NAME);
        }
        return said;
    }

    private void note(Doer admin, Audit.Action action, TenantId school, String detail) {
        audit.add(new Audit.Line(
                clock.instant(),
                Optional.of(school),
                admin.person().username(),
                action,
                school.value(),
                detail,
                admin.address()));
    }
}
