package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RealmImportTest {

    private final MemoryPeople people = new MemoryPeople();
    private final RealmImport realm =
            new RealmImport(people, new Passwords(new SecureRandom(), 10), new SecureRandom());

    @Test
    void takesTenantsPeopleAndRolesOver() throws Exception {
        RealmImport.Report report = realm.read(Files.readString(Path.of("realm-export.json")));
        assertThat(report).isEqualTo(new RealmImport.Report(2, 5));
        assertThat(people.all(new TenantId("lyon")))
                .extracting(Person::username)
                .containsExactly("alice", "ines");
        assertThat(people.all(new TenantId("nantes")))
                .extracting(Person::username)
                .containsExactly("bob", "ivan");
        assertThat(people.account("root").orElseThrow().person().roles()).isEqualTo(Set.of(Role.ADMIN));
        assertThat(people.tenant(new TenantId("lyon")).orElseThrow().name()).isEqualTo("Université de Lyon");
    }

    @Test
    void leavesWhoeverIsThereAlreadyUntouched() throws Exception {
        String json = Files.readString(Path.of("realm-export.json"));
        realm.read(json);
        Account alice = people.account("alice").orElseThrow();
        assertThat(realm.read(json)).isEqualTo(new RealmImport.Report(0, 0));
        assertThat(people.account("alice")).contains(alice);
    }

    @Test
    void keepsNoPasswordInPlain() throws Exception {
        realm.read(Files.readString(Path.of("realm-export.json")));
        assertThat(people.account("alice")
                        .orElseThrow()
                        .password()
                        .orElseThrow()
                        .value())
                .startsWith("pbkdf2-sha256$");
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        assertThatThrownBy(() -> realm.read("{")).hasMessageContaining("not JSON: line 1");
        assertThatThrownBy(() -> realm.read("{}")).hasMessageContaining("no \"realm\" name");
        assertThatThrownBy(
                        () -> realm.read(
                                "{\"realm\":\"x\",\"users\":[{\"username\":\"eve\",\"realmRoles\":[\"student\"],\"groups\":[\"/tenants/z\"]}]}"))
                .hasMessageContaining("eve")
                .hasMessageContaining("/tenants/z");
        assertThatThrownBy(() -> realm.read("{\"realm\":\"x\",\"users\":[{\"username\":\"eve\"}]}"))
                .hasMessageContaining("none of the realm roles");
    }
}
