package brume.portal.look;

/// Somebody who looks at a student's work.
///
/// @param name as the student knows them
public record Look(String name) {}
