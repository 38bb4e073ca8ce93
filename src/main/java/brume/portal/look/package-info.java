/// Who looks at whose work at this moment: between the student's workspace, which says so, and the page of whoever
/// looks.
/// Read [brume.portal.look.Looks] first.
@NullMarked
package brume.portal.look;

import org.jspecify.annotations.NullMarked;
