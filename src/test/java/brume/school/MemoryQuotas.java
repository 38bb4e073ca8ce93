package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.util.HashMap;
import java.util.Map;

/// Quotas in memory, for tests: nothing is open.
public final class MemoryQuotas implements Quotas {

    private final Map<String, Quota> kept = new HashMap<>();

    @Override
    public Quota of(TenantId school) {
        return kept.getOrDefault(school + "/", Quota.NONE);
    }

    @Override
    public Quota of(TenantId school, CourseId course) {
        return kept.getOrDefault(school + "/" + course, Quota.NONE);
    }

    @Override
    public void set(TenantId school, Quota quota) {
        kept.put(school + "/", quota);
    }

    @Override
    public void set(TenantId school, CourseId course, Quota quota) {
        kept.put(school + "/" + course, quota);
    }

    @Override
    public int open(TenantId school) {
        return 0;
    }

    @Override
    public int open(TenantId school, CourseId course) {
        return 0;
    }

    @Override
    public Quota in(SandboxId sandbox) {
        return Quota.NONE;
    }
}
