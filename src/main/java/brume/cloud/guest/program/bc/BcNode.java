package brume.cloud.guest.program.bc;

import java.util.List;
import java.util.Optional;

/// A statement or an expression of bc.
sealed interface BcNode {

    // ---- expressions

    record Number(String digits) implements BcNode {}

    /// @param index an array's element; empty for a plain variable
    record Name(String name, Optional<BcNode> index) implements BcNode {}

    /// @param operator empty for a plain `=`
    record Assign(Name name, String operator, BcNode value) implements BcNode {}

    record Binary(String operator, BcNode left, BcNode right) implements BcNode {}

    record Negate(BcNode value) implements BcNode {}

    record Not(BcNode value) implements BcNode {}

    /// `x++`, `--x`.
    ///
    /// @param first whether the new value counts
    record Step(Name name, boolean up, boolean first) implements BcNode {}

    record Call(String function, List<BcNode> arguments) implements BcNode {}

    record Group(BcNode inner) implements BcNode {}

    // ---- statements

    /// A text that stands alone, printed as it is.
    record Text(String text) implements BcNode {}

    record Print(List<BcNode> items) implements BcNode {}

    record Block(List<BcNode> statements) implements BcNode {}

    record If(BcNode condition, BcNode body, Optional<BcNode> otherwise) implements BcNode {}

    /// `for` and `while`.
    record Loop(Optional<BcNode> start, Optional<BcNode> condition, Optional<BcNode> step, BcNode body)
            implements BcNode {}

    record Leave(String word) implements BcNode {}

    record Return(Optional<BcNode> value) implements BcNode {}

    /// @param parameters an array's name ends in `[]`
    record Define(String name, List<String> parameters, List<String> autos, BcNode body) implements BcNode {}
}
