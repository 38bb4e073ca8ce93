package brume.cloud.guest.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The variables of a shell: global ones, and those local to the functions that run.
final class Variables {

    private static final int MAX_VARIABLES = 20_000;

    /// A variable's values by index or key; a plain one has its value under `0`.
    static final class Variable {
        Map<String, String> values = new LinkedHashMap<>();
        boolean array;
        boolean keyed;
        boolean set;
        boolean exported;
        boolean readonly;
        boolean integer;
        /// Stands for the variable that its value names (`declare -n`).
        boolean reference;
        /// `u` where what is put into it becomes upper case, `l` where lower case; else a blank.
        char letters = ' ';

        String cased(String value) {
            return switch (letters) {
                case 'u' -> value.toUpperCase(Locale.ROOT);
                case 'l' -> value.toLowerCase(Locale.ROOT);
                default -> value;
            };
        }

        Variable copy() {
            Variable copy = new Variable();
            copy.values = new LinkedHashMap<>(values);
            copy.array = array;
            copy.keyed = keyed;
            copy.set = set;
            copy.exported = exported;
            copy.readonly = readonly;
            copy.integer = integer;
            copy.reference = reference;
            copy.letters = letters;
            return copy;
        }
    }

    /// `set -a`: whatever is set is exported.
    boolean exportsAll;

    private final List<Map<String, Variable>> scopes = new ArrayList<>();

    Variables() {
        scopes.add(new HashMap<>());
    }

    Variables copy() {
        Variables copy = new Variables();
        copy.exportsAll = exportsAll;
        copy.scopes.clear();
        for (Map<String, Variable> scope : scopes) {
            Map<String, Variable> copied = new HashMap<>();
            scope.forEach((name, variable) -> copied.put(name, variable.copy()));
            copy.scopes.add(copied);
        }
        return copy;
    }

    void enter() {
        scopes.add(new HashMap<>());
    }

    void leave() {
        scopes.removeLast();
    }

    boolean inFunction() {
        return scopes.size() > 1;
    }

    Optional<Variable> find(String name) {
        return findHere(target(name));
    }

    /// The name that a reference stands for in the end.
    String target(String name) {
        String target = name;
        for (int i = 0; i < 10; i++) {
            Optional<Variable> found = findHere(target).filter(v -> v.reference);
            String next = found.map(v -> v.values.getOrDefault("0", "")).orElse("");
            if (next.isEmpty()) {
                return target;
            }
            target = next;
        }
        return target;
    }

    /// As [#find], a reference itself.
    Optional<Variable> findHere(String name) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Variable variable = scopes.get(i).get(name);
            if (variable != null) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }

    /// The variable as it stands, made in the outermost scope where it is missing.
    Variable declare(String name) {
        return find(name).orElseGet(() -> {
            if (scopes.getFirst().size() > MAX_VARIABLES) {
                throw new ShellError("xmalloc: cannot allocate 4096 bytes", 2, true);
            }
            Variable fresh = new Variable();
            fresh.exported = exportsAll;
            scopes.getFirst().put(target(name), fresh);
            return fresh;
        });
    }

    Variable declareLocal(String name) {
        return scopes.getLast().computeIfAbsent(name, n -> new Variable());
    }

    Optional<String> get(String name) {
        return find(name).filter(v -> v.set).flatMap(Variables::first);
    }

    String get(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    private static Optional<String> first(Variable variable) {
        return Optional.ofNullable(variable.values.get("0"));
    }

    void set(String name, String value) {
        Variable variable = writable(name);
        variable.set = true;
        variable.values.put("0", variable.cased(value));
    }

    void setAt(String name, String index, String value) {
        Variable variable = writable(name);
        variable.set = true;
        variable.array = true;
        if (variable.values.size() > MAX_VARIABLES) {
            throw new ShellError("xmalloc: cannot allocate 4096 bytes", 2, true);
        }
        variable.values.put(index, variable.cased(value));
    }

    /// Replaces an array.
    void setAll(String name, Map<String, String> values) {
        Variable variable = writable(name);
        variable.set = true;
        variable.array = true;
        variable.values = new LinkedHashMap<>(values);
    }

    private Variable writable(String name) {
        Variable variable = declare(name);
        if (variable.readonly) {
            throw new ShellError(name + ": readonly variable", 1, false);
        }
        variable.exported |= exportsAll;
        return variable;
    }

    void export(String name) {
        declare(name).exported = true;
    }

    /// Forgets a variable.
    void unset(String name) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Variable variable = scopes.get(i).get(name);
            if (variable != null) {
                if (variable.readonly) {
                    throw new ShellError("unset: " + name + ": cannot unset: readonly variable", 1, false);
                }
                scopes.get(i).remove(name);
                return;
            }
        }
    }

    /// Every name that is visible.
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        scopes.forEach(scope -> names.addAll(scope.keySet()));
        return names;
    }

    /// What a program that is started gets to see.
    Map<String, String> exported() {
        Map<String, String> exported = new LinkedHashMap<>();
        for (String name : names()) {
            find(name)
                    .filter(v -> v.exported && v.set && !v.array)
                    .flatMap(Variables::first)
                    .ifPresent(value -> exported.put(name, value));
        }
        return exported;
    }

    /// Values of an array in order; of a plain variable its one value.
    List<String> values(String name) {
        return find(name)
                .filter(v -> v.set)
                .map(v -> keys(v).stream().map(v.values::get).toList())
                .orElse(List.of());
    }

    List<String> keys(String name) {
        return find(name).filter(v -> v.set).map(Variables::keys).orElse(List.of());
    }

    private static List<String> keys(Variable variable) {
        List<String> keys = new ArrayList<>(variable.values.keySet());
        if (!variable.keyed) {
            keys.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
        }
        return keys;
    }
}
