/// A student's workspace as it is now, looked at by whoever teaches them: read only, noted, and shown to the student.
/// Read [brume.portal.mirror.Mirror] first.
@NullMarked
package brume.portal.mirror;

import org.jspecify.annotations.NullMarked;
