/// Courses for whoever teaches: the list, one course with its labs and people, and what is done to them. Read
/// [brume.portal.course.CourseView] first.
@NullMarked
package brume.portal.course;

import org.jspecify.annotations.NullMarked;
