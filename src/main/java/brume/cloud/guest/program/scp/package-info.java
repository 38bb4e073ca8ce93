/// `scp` as the remote side of the old copy protocol (`scp -O`): [Scp] reads its options, [ScpSink] takes files,
/// [ScpSource] gives them.
@NullMarked
package brume.cloud.guest.program.scp;

import org.jspecify.annotations.NullMarked;
