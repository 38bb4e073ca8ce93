package brume.school;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.ProviderSignIn.Claims;
import brume.school.ProviderSignIn.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderSignInTest {

    private final MemoryPeople people = new MemoryPeople();
    private final ProviderSignIn signIn = new ProviderSignIn(people, new SecureRandom());

    private static Claims claims(String subject, String username, List<String> roles, List<String> tenants) {
        return new Claims(subject, username, "Zoé Blanc", "zoe@example.org", roles, tenants);
    }

    private Person welcome(Claims claims) {
        assertThat(signIn.with(claims)).isInstanceOf(Outcome.Welcome.class);
        return people.vouchedFor(claims.subject()).orElseThrow().person();
    }

    @Test
    void makesThePersonAndTheSchoolThatTheProviderNames() {
        Person zoe = welcome(claims("s-1", "Zoe", List.of("offline_access", "student"), List.of("metz", "No such id")));
        assertThat(zoe.username()).isEqualTo("zoe");
        assertThat(zoe.name()).isEqualTo("Zoé Blanc");
        assertThat(zoe.roles()).containsExactly(Role.STUDENT);
        assertThat(zoe.tenants()).containsExactly(TenantId.parse("metz"));
        assertThat(people.tenant(TenantId.parse("metz"))).isPresent();
    }

    @Test
    void takesOverWhatTheProviderSaysAnewAndKeepsThePersonThroughAChangeOfName() {
        Person before = welcome(claims("s-1", "zoe", List.of("student"), List.of("metz")));
        Person after = welcome(claims("s-1", "zoe.noir", List.of("instructor"), List.of("lyon")));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.username()).isEqualTo("zoe.noir");
        assertThat(after.roles()).containsExactly(Role.INSTRUCTOR);
        assertThat(after.isIn(TenantId.parse("metz"))).isFalse();
    }

    @Test
    void leavesThoseWhoHadAnEmbeddedAccountTheirWork() throws Exception {
        new RealmImport(people, new Passwords(new SecureRandom(), 10), new SecureRandom())
                .read(Files.readString(Path.of("realm-export.json")));
        PersonId alice = people.account("alice").orElseThrow().person().id();
        assertThat(welcome(claims("s-a", "alice", List.of("student"), List.of("lyon")))
                        .id())
                .isEqualTo(alice);
    }

    @Test
    void doesNotGiveOnePersonsNameToAnother() {
        welcome(claims("s-1", "zoe", List.of("student"), List.of("metz")));
        assertThat(signIn.with(claims("s-2", "zoe", List.of("student"), List.of("metz"))))
                .isEqualTo(new Outcome.Unknown());
        assertThat(people.vouchedFor("s-2")).isEmpty();
    }

    @Test
    void refusesWhoeverHasNoRoleOrNoSchoolOrNoName() {
        assertThat(signIn.with(claims("s-1", "zoe", List.of("offline_access"), List.of("metz"))))
                .isEqualTo(new Outcome.NoRole());
        assertThat(signIn.with(claims("s-1", "zoe", List.of("student"), List.of())))
                .isEqualTo(new Outcome.NoSchool());
        assertThat(signIn.with(claims("", "zoe", List.of("student"), List.of("metz"))))
                .isEqualTo(new Outcome.Unknown());
        assertThat(signIn.with(claims("s-1", " ", List.of("student"), List.of("metz"))))
                .isEqualTo(new Outcome.Unknown());
        assertThat(people.tenants()).isEmpty();
    }

    @Test
    void anAdminNeedsNoSchool() {
        assertThat(welcome(claims("s-1", "root", List.of("admin"), List.of())).tenants())
                .isEmpty();
    }

    @Test
    void refusesAnAccountThatIsClosed() {
        Person zoe = welcome(claims("s-1", "zoe", List.of("student"), List.of("metz")));
        people.update(
                zoe.id(), one -> new Account(one.person(), false, one.subject(), one.password(), 0, one.lockedUntil()));
        assertThat(signIn.with(claims("s-1", "zoe", List.of("student"), List.of("metz"))))
                .isEqualTo(new Outcome.Closed());
    }
}
