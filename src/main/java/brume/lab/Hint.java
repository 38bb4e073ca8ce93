package brume.lab;

/// One layer of help of a step: first a nudge, then a pointer, then the solution.
///
/// @param price points taken from the step's own points once the step is solved; 0 or more
public record Hint(Words text, int price) {}
