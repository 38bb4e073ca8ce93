package brume.cloud.guest.shell;

import java.util.List;
import java.util.Optional;

/// A word as written: what expansion turns into fields.
record Word(List<Part> parts) {

    static final Word EMPTY = new Word(List.of());

    Word {
        parts = List.copyOf(parts);
    }

    static Word of(String text) {
        return new Word(List.of(new Part.Literal(text)));
    }

    /// The word's text where it is one unquoted literal: keywords, names, alias candidates.
    Optional<String> plain() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Literal(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /// The text where nothing has to be expanded, quotes removed.
    Optional<String> constant() {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> all.append(text);
                case Part.Quoted(String text) -> all.append(text);
                case Part.DoubleQuoted(Word inner) -> {
                    Optional<String> text = inner.constant();
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    all.append(text.get());
                }
                case Part.Parameter p -> {
                    return Optional.empty();
                }
                case Part.Substitution s -> {
                    return Optional.empty();
                }
                case Part.Arithmetic a -> {
                    return Optional.empty();
                }
                case Part.ProcessSubstitution p -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(all.toString());
    }

    /// True where any part of it was quoted.
    boolean quoted() {
        return parts.stream().anyMatch(part -> part instanceof Part.Quoted || part instanceof Part.DoubleQuoted);
    }

    /// A piece of a word.
    sealed interface Part {
        /// Unquoted text: globs, tildes and braces in it are alive.
        record Literal(String text) implements Part {}

        /// Text that stands for itself: in single quotes or after a backslash.
        record Quoted(String text) implements Part {}

        /// What stands in double quotes; literals inside are text.
        record DoubleQuoted(Word inner) implements Part {}

        /// `$name`, `${name}` and what can be done inside the braces.
        ///
        /// @param index what stands in brackets: `@`, `*` or an expression
        record Parameter(String name, Optional<Word> index, Operation operation) implements Part {}

        /// `$(commands)` and backquotes.
        record Substitution(List<Command> commands) implements Part {}

        /// `$((expression))`.
        record Arithmetic(Word expression) implements Part {}

        /// `<(commands)` or `>(commands)`.
        record ProcessSubstitution(List<Command> commands, boolean reads) implements Part {}
    }

    /// What `${name...}` does with the value.
    sealed interface Operation {
        record Value() implements Operation {}

        /// `${#name}`.
        record Length() implements Operation {}

        /// `${!name}`.
        record Indirect() implements Operation {}

        /// `${!name[@]}`.
        record Keys() implements Operation {}

        /// `${!prefix*}`.
        record Names() implements Operation {}

        /// `-`, `=`, `?` or `+`.
        ///
        /// @param orEmpty with a colon: an empty value counts as unset
        record Default(char kind, boolean orEmpty, Word word) implements Operation {}

        /// `#`, `##`, `%`, `%%`.
        record Trim(boolean front, boolean longest, Word pattern) implements Operation {}

        /// `/`, `//`, `/#`, `/%`.
        record Replace(char kind, Word pattern, Word replacement) implements Operation {}

        /// `:offset` and `:offset:length`.
        record Slice(Word offset, Optional<Word> length) implements Operation {}

        /// `^`, `^^`, `,`, `,,`.
        ///
        /// @param pattern the characters that change; empty: every one
        record Case(boolean upper, boolean all, Word pattern) implements Operation {}

        /// `@Q` and its like.
        record Transform(char kind) implements Operation {}
    }
}
