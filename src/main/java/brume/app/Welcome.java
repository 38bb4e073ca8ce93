package brume.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What `./brume up` prints besides the addresses: who may sign in, and three lines to try.
final class Welcome {

    private static final String TO_TRY = """
                Three lines to try, in another terminal:

                eval "$(./brume sandbox new)"        # a sandbox of your own: its keys and its endpoint
                aws ec2 create-key-pair --key-name key --query KeyMaterial --output text > key.pem && chmod 600 key.pem
                aws ec2 run-instances --key-name key --instance-type t3.micro --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
            """;

    private Welcome() {}

    static String text(Settings settings) {
        return people(settings) + TO_TRY.stripTrailing();
    }

    /// An account whose password stands in the realm's file: one for trying Brume.
    record DemoAccount(String username, String password, String role, String tenant) {}

    /// None where others may come, unless it was asked for.
    static List<DemoAccount> accounts(Settings settings) {
        return settings.demo() ? accounts(settings.realm()) : List.of();
    }

    private static List<DemoAccount> accounts(Path realm) {
        List<DemoAccount> accounts = new ArrayList<>();
        try {
            JsonNode users =
                    new ObjectMapper().readTree(Files.readString(realm)).path("users");
            for (JsonNode user : users) {
                String password = user.path("credentials").path(0).path("value").asText();
                String group = user.path("groups").path(0).asText();
                if (!password.isEmpty()) {
                    accounts.add(new DemoAccount(
                            user.path("username").asText(),
                            password,
                            user.path("realmRoles").path(0).asText(),
                            group.substring(group.lastIndexOf('/') + 1)));
                }
            }
        } catch (IOException noRealm) {
            return List.of();
        }
        return accounts;
    }

    private static String people(Settings settings) {
        String lines = accounts(settings).stream()
                .map(account -> "        %-10s %-12s %s %s\n"
                        .formatted(account.username(), account.password(), account.role(), account.tenant()))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "    Demo accounts (user name, password):\n\n" + lines + "\n";
    }
}
