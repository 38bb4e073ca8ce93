package brume.cloud.guest.service.apache;

import java.util.List;

/// A directive, or a section with those inside it.
///
/// @param args without quotes
/// @param inner empty for a plain directive
record ApacheDirective(String name, List<String> args, List<ApacheDirective> inner, String file, int line) {

    ApacheDirective {
        args = List.copyOf(args);
        inner = List.copyOf(inner);
    }

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    String arg(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    ApacheError error(String message) {
        return new ApacheError("AH00526: Syntax error on line " + line + " of " + file + ":\n" + message);
    }
}
