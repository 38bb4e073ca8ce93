/// The HTTP door of a sandbox: [ProxyServer] is a proxy for real clients (`curl -x`), [Preview] fetches one page for
/// the
/// portal. Both speak to simulated addresses only, as the internet of one sandbox; no byte leaves to the real network.
/// Read [ProxyServer] first, then [HttpHead] and [HttpBody].
@NullMarked
package brume.api.proxy;

import org.jspecify.annotations.NullMarked;
