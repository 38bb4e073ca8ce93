/// A student's cloud as an ordered journal of changes to immutable records: the journal, the state it leaves, the
/// transaction that decides, the clock that can be wound. Read [Sandbox] first, then [State].
@NullMarked
package brume.cloud.sandbox;

import org.jspecify.annotations.NullMarked;
