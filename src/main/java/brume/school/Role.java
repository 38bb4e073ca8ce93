package brume.school;

/// What a person may do. An instructor may do what a student may; an admin runs the platform for all tenants.
public enum Role {
    STUDENT,
    INSTRUCTOR,
    ADMIN
}
