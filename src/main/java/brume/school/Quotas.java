package brume.school;

import brume.cloud.sandbox.SandboxId;

/// What schools and courses may use, and how many sandboxes they use. Changed at [QuotaDesk].
public interface Quotas {

    /// [Quota#NONE] for one that nobody ever gave a quota.
    Quota of(TenantId school);

    Quota of(TenantId school, CourseId course);

    void set(TenantId school, Quota quota);

    void set(TenantId school, CourseId course, Quota quota);

    /// How many sandboxes of the school are open.
    int open(TenantId school);

    int open(TenantId school, CourseId course);

    /// What holds in a sandbox now: the narrower of its school's and its course's.
    Quota in(SandboxId sandbox);
}
