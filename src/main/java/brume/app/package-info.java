/// Start-up and wiring: the only room that sees all others. Read [Brume] first, it starts everything in plain Java;
/// [PortalListener]
/// starts it inside the portal's server.
@NullMarked
package brume.app;

import org.jspecify.annotations.NullMarked;
