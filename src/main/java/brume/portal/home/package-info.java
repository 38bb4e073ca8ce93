/// Where people arrive after signing in.
@NullMarked
package brume.portal.home;

import org.jspecify.annotations.NullMarked;
