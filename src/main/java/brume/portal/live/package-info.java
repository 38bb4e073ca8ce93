/// The live class: who is where, who needs help, updated by push. Read [brume.portal.live.LiveView] first.
@NullMarked
package brume.portal.live;

import org.jspecify.annotations.NullMarked;
