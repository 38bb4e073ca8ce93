/// Who is who: tenants (schools), people and their roles, courses and enrolments, and who owns which sandbox, access
/// key and SSH key. Everything is asked within a tenant; only sign-in and the doors (an access key, a sandbox's name)
/// begin without one, and what they find names the tenant. Read [Principal] first, then [People].
@NullMarked
package brume.school;

import org.jspecify.annotations.NullMarked;
