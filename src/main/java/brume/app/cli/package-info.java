/// The commands of `./brume` that run without a portal. Read [LabCommand].
@NullMarked
package brume.app.cli;

import org.jspecify.annotations.NullMarked;
