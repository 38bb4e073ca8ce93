/// What people see: Vaadin views in the look of `shared/design/DESIGN.md`. A view asks the school, the lab or the cloud
/// and
/// shows the answer; it decides no rule of the cloud. Rooms, each importing only those before it: `part` (small
/// components and words), `palette` (finds places), `frame` (shell, bars, who may go where), `sign`, `terminal`,
/// `console`, `home`, `lab`,
/// `live`.
/// Read [brume.portal.frame.Portal] first: what the views may call.
@NullMarked
package brume.portal;

import org.jspecify.annotations.NullMarked;
