/// What a student is asked and how it is judged: labs read from folders, checks as CEL expressions over the sandbox,
/// attempts, hints, grades. Read [Lab] first, then [Grader].
@NullMarked
package brume.lab;

import org.jspecify.annotations.NullMarked;
