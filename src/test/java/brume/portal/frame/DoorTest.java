package brume.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.Person;
import brume.school.PersonId;
import brume.school.Role;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

    @PermitAll
    private static final class ForAll {}

    @RolesAllowed({"instructor", "admin"})
    private static final class ForTeachers {}

    @AnonymousAllowed
    private static final class Silent {}

    @Test
    void afterSigningInOneGoesWhereOneWanted() {
        assertThat(Door.local(Optional.of("/lab/cloud/ec2-first-instance?tab=x")))
                .isEqualTo("/lab/cloud/ec2-first-instance?tab=x");
        assertThat(Door.local(Optional.empty())).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "javascript:x",
                "",
                "/sign-in"
            })
    void nobodyIsSentElsewhere(String path) {
        assertThat(Door.local(Optional.of(path))).isEqualTo("/");
    }

    @Test
    void aViewLetsInOnlyTheRolesItNames() {
        assertThat(Gate.allows(ForAll.class, visitor(Role.STUDENT))).isTrue();
        assertThat(Gate.allows(ForTeachers.class, visitor(Role.STUDENT))).isFalse();
        assertThat(Gate.allows(ForTeachers.class, visitor(Role.INSTRUCTOR))).isTrue();
        assertThat(Gate.allows(ForTeachers.class, visitor(Role.ADMIN))).isTrue();
    }

    @Test
    void aViewThatSaysNothingLetsNobodyIn() {
        assertThat(Gate.allows(Silent.class, visitor(Role.ADMIN))).isFalse();
    }

    @Test
    void initialsAreTwoLettersAtMost() {
        assertThat(visitor(Role.STUDENT).initials()).isEqualTo("AM");
    }

    private static Visitor visitor(Role role) {
        return new Visitor(
                new Person(new PersonId("p-a"), "alice", "Alice Martin", "a@example.org", Set.of(role), List.of()),
                Optional.empty());
    }
}
