package brume.cloud.guest.shell;

import java.util.List;
import java.util.Optional;

/// What the parser makes of a script.
sealed interface Command {

    /// A command with words, or only assignments and redirections.
    ///
    /// @param line where it begins, from 1
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirection> redirections, int line)
            implements Command {}

    /// Commands connected by pipes.
    ///
    /// @param negated with a `!` before it
    /// @param timed with `time` before it
    record Pipeline(List<Command> stages, boolean negated, boolean timed) implements Command {}

    /// `left && right` or `left || right`.
    record Junction(Command left, boolean and, Command right) implements Command {}

    /// One after another.
    record Sequence(List<Command> commands) implements Command {}

    /// `command &`.
    ///
    /// @param text as typed, for `jobs`
    record Background(Command command, String text) implements Command {}

    /// `coproc name command`.
    record Coprocess(String name, Command command, String text) implements Command {}

    record Subshell(Command body, List<Redirection> redirections) implements Command {}

    record Group(Command body, List<Redirection> redirections) implements Command {}

    record If(List<Branch> branches, Optional<Command> otherwise, List<Redirection> redirections) implements Command {}

    /// `while`, or with `until` the other way round.
    record Loop(Command condition, boolean until, Command body, List<Redirection> redirections) implements Command {}

    /// @param words empty where there is no `in`: the positional parameters
    /// @param chooses asks for one of the words each time: `select`
    record For(
            String name,
            Optional<List<Word>> words,
            Command body,
            List<Redirection> redirections,
            int line,
            boolean chooses)
            implements Command {}

    record ArithmeticFor(Word start, Word condition, Word step, Command body, List<Redirection> redirections)
            implements Command {}

    record Case(Word subject, List<Clause> clauses, List<Redirection> redirections) implements Command {}

    record Function(String name, Command body) implements Command {}

    /// `[[ expression ]]`.
    record Conditional(Test test, List<Redirection> redirections) implements Command {}

    /// `(( expression ))`.
    record Arithmetic(Word expression, List<Redirection> redirections) implements Command {}

    record Branch(Command condition, Command body) {}

    /// @param next what follows: `;;` ends, `;&` falls into the next clause, `;;&` tries the next patterns
    record Clause(List<Word> patterns, Command body, String next) {}

    /// `name=value`, `name+=value`, `name[index]=value`, `name=(values)`.
    record Assignment(String name, Optional<Word> index, boolean append, Word value, Optional<List<Word>> array) {}

    /// `[fd]operator target`.
    ///
    /// @param operator `<`, `>`, `>>`, `>|`, `<>`, `<&`, `>&`, `&>`, `&>>`, `<<<`, and `<<` for a
    ///     here-document, whose text is the target
    /// @param variable gets the descriptor's number: `{name}>file`; empty for none
    record Redirection(int fd, String operator, Word target, String variable) {
        Redirection(int fd, String operator, Word target) {
            this(fd, operator, target, "");
        }
    }

    /// What stands between the brackets of `[[ ]]`.
    sealed interface Test {
        record Text(Word word) implements Test {}

        record Unary(String operator, Word operand) implements Test {}

        record Binary(Word left, String operator, Word right) implements Test {}

        record Not(Test test) implements Test {}

        record Both(Test left, Test right) implements Test {}

        record Either(Test left, Test right) implements Test {}
    }
}
