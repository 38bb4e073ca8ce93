package brume.school;

/// A person takes part in a course, as its student or its instructor.
public record Enrolment(TenantId tenant, CourseId course, PersonId person, Role role) {}
