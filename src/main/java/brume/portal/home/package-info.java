/// The first page after signing in: a student's labs, an instructor's courses, an admin's people.
/// Read [brume.portal.home.HomeView] first.
@NullMarked
package brume.portal.home;

import org.jspecify.annotations.NullMarked;
