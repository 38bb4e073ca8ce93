/// Systems Manager, as far as it tells the newest machine images: the public parameters. Read [SsmService].
@NullMarked
package brume.api.ssm;

import org.jspecify.annotations.NullMarked;
