package brume.school;

import java.util.List;

/// A course of a tenant.
///
/// @param title shown to people
/// @param labs the ids of its labs, in the order they are worked through
public record Course(CourseId id, TenantId tenant, String title, List<String> labs) {

    public Course {
        labs = List.copyOf(labs);
    }
}
