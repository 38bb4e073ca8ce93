package brume.school;

import java.util.List;

/// A course of a tenant.
///
/// @param title shown to people
/// @param labs the ids of its labs, in the order they are worked through
/// @param archived over: students see it no more and start nothing in it, its grades are still read
public record Course(CourseId id, TenantId tenant, String title, List<String> labs, boolean archived) {

    public Course {
        labs = List.copyOf(labs);
    }

    public Course(CourseId id, TenantId tenant, String title, List<String> labs) {
        this(id, tenant, title, labs, false);
    }

    public Course with(String changed, List<String> chosen) {
        return new Course(id, tenant, changed, chosen, archived);
    }

    public Course withArchived(boolean over) {
        return new Course(id, tenant, title, labs, over);
    }
}
