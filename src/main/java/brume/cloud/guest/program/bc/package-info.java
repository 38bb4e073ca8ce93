/// The calculator `bc` and its language. Read [BcParser] for the grammar, [BcMachine] for what it does.
@NullMarked
package brume.cloud.guest.program.bc;

import org.jspecify.annotations.NullMarked;
