/// The small components every screen is made of, and the words in two languages. They know nothing of the cloud.
/// Read [brume.portal.part.Words] first, then [brume.portal.part.Badge].
@NullMarked
package brume.portal.part;

import org.jspecify.annotations.NullMarked;
