package brume.cloud.guest.program.awk;

import java.util.List;
import java.util.Optional;

/// What an awk program is made of.
sealed interface Node {

    /// Something with a value.
    sealed interface Expr extends Node {}

    record Num(double value) implements Expr {}

    record Str(String value) implements Expr {}

    /// A pattern; alone it asks whether the line matches.
    record Regex(String text) implements Expr {}

    record Var(String name) implements Expr {}

    record Field(Expr index) implements Expr {}

    record Element(String array, List<Expr> index) implements Expr {}

    record In(List<Expr> index, String array) implements Expr {}

    record Assign(Expr target, String operator, Expr value) implements Expr {}

    record Step(Expr target, int by, boolean before) implements Expr {}

    record Unary(char operator, Expr operand) implements Expr {}

    record Binary(String operator, Expr left, Expr right) implements Expr {}

    record Ternary(Expr condition, Expr yes, Expr no) implements Expr {}

    record Call(String name, List<Expr> arguments) implements Expr {}

    /// `getline`, `getline var`, `getline < file`, `command | getline`.
    record GetLine(Optional<Expr> target, Optional<Expr> source, boolean command) implements Expr {}

    /// Something that is done.
    sealed interface Stmt extends Node {}

    record Block(List<Stmt> body) implements Stmt {}

    record Do(Expr expression) implements Stmt {}

    /// @param redirect `>`, `>>`, `|` or empty
    record Print(boolean formatted, List<Expr> arguments, String redirect, Optional<Expr> target) implements Stmt {}

    record If(Expr condition, Stmt then, Optional<Stmt> otherwise) implements Stmt {}

    record While(Expr condition, Stmt body, boolean first) implements Stmt {}

    record For(Optional<Stmt> start, Optional<Expr> condition, Optional<Stmt> step, Stmt body) implements Stmt {}

    record ForIn(String name, String array, Stmt body) implements Stmt {}

    record Delete(String array, List<Expr> index) implements Stmt {}

    /// `next`, `exit`, `break`, `continue`, `return`.
    record Jump(String kind, Optional<Expr> value) implements Stmt {}

    /// A pattern and what is done for it.
    ///
    /// @param kind `BEGIN`, `END`, or empty
    record Rule(String kind, Optional<Expr> from, Optional<Expr> to, Optional<Stmt> action) implements Node {}

    record Function(String name, List<String> parameters, Stmt body) implements Node {}

    record Program(List<Rule> rules, List<Function> functions) implements Node {}
}
