/// Plays labs as a student would, against a Brume in memory, to prove them: nothing done earns nothing, the solution
/// earns everything on every variant, each known mistake earns its own message. Read [LabTest] first.
@NullMarked
package brume.app.labtest;

import org.jspecify.annotations.NullMarked;
