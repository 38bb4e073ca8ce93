package brume.cloud.guest.service.nginx;

import java.util.List;
import java.util.Optional;

/// A block of the configuration with those around it: a directive that a block does not set is inherited.
record Scope(Optional<Scope> outer, Directive block) {

    /// The directives of this block alone.
    List<Directive> own() {
        return block.inner();
    }

    List<Directive> own(String name) {
        return own().stream().filter(directive -> directive.is(name)).toList();
    }

    Optional<Directive> ownFirst(String name) {
        return own(name).stream().findFirst();
    }

    /// All directives of this name in the nearest block that has one.
    List<Directive> all(String name) {
        List<Directive> mine = own(name);
        return mine.isEmpty() ? outer.map(scope -> scope.all(name)).orElse(List.of()) : mine;
    }

    Optional<Directive> find(String name) {
        return all(name).stream().findFirst();
    }

    boolean isOn(String name, boolean otherwise) {
        return find(name).map(directive -> directive.arg(0).equals("on")).orElse(otherwise);
    }

    Scope within(Directive inner) {
        return new Scope(Optional.of(this), inner);
    }
}
