package brume.cloud.sandbox;

/// On whose behalf an operation runs.
///
/// @param principal the name that the journal will show
/// @param dryRun decide everything, then refuse to commit with [Problem.DryRun]
public record Caller(String principal, boolean dryRun) {

    /// The provider acting by itself: default networks, boot scripts.
    public static final Caller PROVIDER = of("provider");

    public static Caller of(String principal) {
        return new Caller(principal, false);
    }

    public Caller dryRun(boolean wanted) {
        return new Caller(principal, wanted);
    }
}
