/// What Payara 6.2025.10 gets wrong about websockets, set right from outside (docs/decisions/websockets.md).
@NullMarked
package brume.app.payara;

import org.jspecify.annotations.NullMarked;
