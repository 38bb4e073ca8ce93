/// The gradebook: the marks of a class, as a table and as a file, and one student's page with the mark given by hand.
/// Read [brume.portal.grades.GradesView] first.
@NullMarked
package brume.portal.grades;

import org.jspecify.annotations.NullMarked;
