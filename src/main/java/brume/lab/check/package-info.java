/// The language of checks: CEL expressions, what they may ask ([Shapes], [World]), how they are compiled
/// ([Expressions])
/// and evaluated ([Session]). Nothing here knows labs or a live cloud; `brume.lab` hands a [World] in. Read [World]
/// first.
@NullMarked
package brume.lab.check;

import org.jspecify.annotations.NullMarked;
