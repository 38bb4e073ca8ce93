/// What admins do to people, and the audit for those who answer for a school. Read [brume.portal.admin.PeoplePanel]
/// first, then [brume.portal.admin.AuditView].
@NullMarked
package brume.portal.admin;

import org.jspecify.annotations.NullMarked;
