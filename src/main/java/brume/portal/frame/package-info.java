/// The frame around every screen: the shell page, the bars, the languages, light and dark, and who may go where.
/// Read [brume.portal.frame.Portal] first, then [brume.portal.frame.Gate].
@NullMarked
package brume.portal.frame;

import org.jspecify.annotations.NullMarked;
