/// The security token service: who am I. Read [StsService].
@NullMarked
package brume.api.sts;

import org.jspecify.annotations.NullMarked;
