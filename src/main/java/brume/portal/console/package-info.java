/// The AWS-style console inside the lab workspace: lists with filters and details, one page per kind of thing, and the
/// command that does the same beside every action. It decides nothing: the cloud does, and refuses in its own words.
/// Read [Console] first, then [Page].
@NullMarked
package brume.portal.console;

import org.jspecify.annotations.NullMarked;
