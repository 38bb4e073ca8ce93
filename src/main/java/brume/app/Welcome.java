package brume.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

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
        return people(settings.realm()) + TO_TRY.stripTrailing();
    }

    /// The accounts whose passwords stand in the realm's file: those for trying Brume.
    private static String people(Path realm) {
        List<String> lines = new ArrayList<>();
        try {
            JsonNode users =
                    new ObjectMapper().readTree(Files.readString(realm)).path("users");
            for (JsonNode user : users) {
                String password = user.path("credentials").path(0).path("value").asText();
                if (!password.isEmpty()) {
                    lines.add("        %-10s %-12s %s"
                            .formatted(user.path("username").asText(), password, duties(user)));
                }
            }
        } catch (IOException noRealm) {
            return "";
        }
        return lines.isEmpty()
                ? ""
                : "    Demo accounts (user name, password):\n\n" + String.join("\n", lines) + "\n\n";
    }

    private static String duties(JsonNode user) {
        String roles = String.join(", ", texts(user.path("realmRoles")));
        List<String> schools = texts(user.path("groups")).stream()
                .map(group -> group.substring(group.lastIndexOf('/') + 1))
                .toList();
        return schools.isEmpty() ? roles : roles + " in " + String.join(", ", schools);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
