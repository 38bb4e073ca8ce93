package brume.api.ssh.files;

import java.nio.file.attribute.GroupPrincipal;
import java.util.Optional;

/// A user or a group of a guest: a name, and the number that counts.
record Owner(String name, int number) implements GroupPrincipal {

    static Optional<Owner> numbered(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(new Owner(text, Integer.parseInt(text))) : Optional.empty();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
