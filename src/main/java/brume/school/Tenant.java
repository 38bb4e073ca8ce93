package brume.school;

/// A school. Nothing of one tenant can be seen, named or guessed from another.
///
/// @param name shown to people
public record Tenant(TenantId id, String name) {}
