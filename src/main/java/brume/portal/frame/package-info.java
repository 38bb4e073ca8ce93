/// What stands around every page of the portal. Read [Shell] first.
@NullMarked
package brume.portal.frame;

import org.jspecify.annotations.NullMarked;
