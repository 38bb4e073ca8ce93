package brume.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Commands as a student would type them, by which `./brume lab test` plays a lab. `${name}` stands for a value of the
/// variant or one kept from an earlier answer.
public record Script(List<Command> commands) {

    public Script {
        commands = List.copyOf(commands);
    }

    public sealed interface Command {
        /// For mistakes to refer to; may be empty.
        String id();

        /// What is typed, without the program's name.
        String line();
    }

    /// A line for the provider's client: `ec2 run-instances --image-id ...`.
    ///
    /// @param keep names for parts of the JSON answer: `instance: Instances[0].InstanceId`
    public record Aws(String id, String line, Map<String, String> keep) implements Command {}

    /// A line typed into an SSH session as the image's own user.
    ///
    /// @param on the instance's public address
    public record Ssh(String id, String line, String on) implements Command {}

    /// A known way to go wrong, and what it must earn.
    ///
    /// @param name the file's name without its ending
    /// @param after the solution's command up to which everything is done as it should be; empty: nothing
    /// @param without commands of the solution that are left out
    /// @param check the check that must fail
    /// @param mistake the case of that check that must be recognised; empty: its general message
    public record Wrong(
            String name,
            Optional<String> after,
            List<String> without,
            Script script,
            String check,
            Optional<String> mistake) {}
}
