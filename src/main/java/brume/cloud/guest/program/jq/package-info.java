/// `jq`. The language is `net.thisptr:jackson-jq`'s; the command around it is here. Read [Jq].
@NullMarked
package brume.cloud.guest.program.jq;

import org.jspecify.annotations.NullMarked;
