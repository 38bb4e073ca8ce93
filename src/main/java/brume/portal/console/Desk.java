package brume.portal.console;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.State;
import brume.portal.frame.ProviderWords;
import brume.school.OwnAccessKeys;
import brume.school.OwnSshKeys;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What the console works on, and whom it asks for what lies outside of it.
///
/// @param cloud the sandbox's
/// @param regionName the region shown
/// @param person the name under which the journal records what is done here
/// @param keys the sandbox's access keys
/// @param ownKeys the SSH keys of the person who sits here
/// @param doors where real clients come in
/// @param connect opens a terminal on an instance
/// @param preview opens the web preview, on an address if one is given
/// @param provider words a refusal as the provider does
/// @param shown hears which page is shown, and what is selected there (as [Console#open]), so that the browser's
/// address can name it
/// @param looked who has looked at this work, the newest first
public record Desk(
        Cloud cloud,
        String regionName,
        String person,
        OwnAccessKeys keys,
        OwnSshKeys ownKeys,
        Doors doors,
        Consumer<String> connect,
        Consumer<String> preview,
        ProviderWords provider,
        Consumer<String> shown,
        Supplier<List<Looked>> looked) {

    /// The addresses of the doors, as a person's own machine reaches them.
    ///
    /// @param endpoint `http://127.0.0.1:4566`
    /// @param sshHost `127.0.0.1`
    /// @param sshConfig writes a ready `ssh_config` for the sandbox
    /// @param proxy the URL that a client is given, made from a secret
    public record Doors(
            String endpoint, String sshHost, int sshPort, UnaryOperator<String> proxy, Supplier<String> sshConfig) {}

    /// @param name of whoever looked in
    public record Looked(String name, Instant at) {}

    /// The same in another region.
    Desk in(String region) {
        return new Desk(cloud, region, person, keys, ownKeys, doors, connect, preview, provider, shown, looked);
    }

    AwsRegion aws() {
        return cloud.aws(regionName);
    }

    State state() {
        return cloud.sandbox().state();
    }

    Caller caller() {
        return Caller.of(person);
    }
}
