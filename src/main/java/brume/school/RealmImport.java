package brume.school;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Takes tenants and people over from a Keycloak realm export: sub-groups of the group `tenants` are tenants, realm
/// roles `student`, `instructor`, `admin` are roles, a user's groups `/tenants/<id>` say where they belong. A password
/// written in the file is hashed at once; users without one get an account that no password opens. Whoever is there
/// already stays untouched.
public final class RealmImport {

    private static final String TENANTS = "tenants";

    private final People people;
    private final Passwords passwords;
    private final RandomGenerator random;

    public RealmImport(People people, Passwords passwords, RandomGenerator random) {
        this.people = people;
        this.passwords = passwords;
        this.random = random;
    }

    /// What was taken over.
    public record Report(int tenants, int people) {}

    /// The tenants alone: an identity provider knows the people.
    ///
    /// @throws IllegalArgumentException when the text is not a realm export; says where
    public Report readTenants(String realmJson) {
        return new Report(addTenants(parse(realmJson)), 0);
    }

    /// @throws IllegalArgumentException when the text is not a realm export; says where
    public Report read(String realmJson) {
        JsonNode realm = parse(realmJson);
        int tenants = addTenants(realm);
        int added = 0;
        for (JsonNode user : realm.path("users")) {
            String username = text(user, "username").toLowerCase(Locale.ROOT);
            if (people.account(username).isEmpty()) {
                people.add(account(user, username));
                added++;
            }
        }
        return new Report(tenants, added);
    }

    private int addTenants(JsonNode realm) {
        int added = 0;
        for (Tenant tenant : tenants(realm)) {
            if (people.tenant(tenant.id()).isEmpty()) {
                people.add(tenant);
                added++;
            }
        }
        return added;
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode realm = new ObjectMapper().readTree(json);
            if (!realm.path("realm").isTextual()) {
                throw new IllegalArgumentException("Not a realm export: it has no \"realm\" name");
            }
            return realm;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "The realm export is not JSON: line " + broken.getLocation().getLineNr(), broken);
        }
    }

    private static List<Tenant> tenants(JsonNode realm) {
        List<Tenant> tenants = new ArrayList<>();
        for (JsonNode group : realm.path("groups")) {
            if (group.path("name").asText().equals(TENANTS)) {
                for (JsonNode school : group.path("subGroups")) {
                    String id = text(school, "name");
                    String name = school.path("attributes")
                            .path("displayName")
                            .path(0)
                            .asText(id);
                    tenants.add(new Tenant(new TenantId(id), name));
                }
            }
        }
        return tenants;
    }

    private Account account(JsonNode user, String username) {
        String name =
                (user.path("firstName").asText() + " " + user.path("lastName").asText()).strip();
        Person person = new Person(
                Optional.of(user.path("id").asText())
                        .filter(id -> !id.isEmpty())
                        .map(id -> new PersonId("p-" + id))
                        .orElseGet(() -> PersonId.random(random)),
                username,
                name.isEmpty() ? username : name,
                user.path("email").asText(),
                roles(user, username),
                tenantsOf(user, username));
        return new Account(
                person, user.path("enabled").asBoolean(true), Optional.empty(), password(user), 0, Optional.empty());
    }

    private static Set<Role> roles(JsonNode user, String username) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode role : user.path("realmRoles")) {
            for (Role known : Role.values()) {
                if (known.name().equalsIgnoreCase(role.asText())) {
                    roles.add(known);
                }
            }
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "The user " + username + " has none of the realm roles student, instructor, admin");
        }
        return roles;
    }

    private List<TenantId> tenantsOf(JsonNode user, String username) {
        String prefix = "/" + TENANTS + "/";
        List<TenantId> found = texts(user.path("groups"))
                .filter(group -> group.startsWith(prefix))
                .map(group -> new TenantId(group.substring(prefix.length())))
                .toList();
        for (TenantId tenant : found) {
            if (people.tenant(tenant).isEmpty()) {
                throw new IllegalArgumentException(
                        "The user " + username + " is in the group " + prefix + tenant + ", which the realm lacks");
            }
        }
        return found;
    }

    private Optional<PasswordHash> password(JsonNode user) {
        for (JsonNode credential : user.path("credentials")) {
            if (credential.path("type").asText().equals("password")
                    && credential.path("value").isTextual()) {
                return Optional.of(passwords.hash(credential.path("value").asText()));
            }
        }
        return Optional.empty();
    }

    private static Stream<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts.stream();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new IllegalArgumentException("The realm export has a user or group without \"" + field + "\"");
        }
        return value.asText();
    }
}
