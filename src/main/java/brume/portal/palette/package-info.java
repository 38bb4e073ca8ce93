/// The command palette: a field that finds every page, lab, resource, student and action that the person may open.
/// It knows none of them: whoever opens it says what there is. Read [brume.portal.palette.Search] first: what is found,
/// and in which order.
@NullMarked
package brume.portal.palette;

import org.jspecify.annotations.NullMarked;
