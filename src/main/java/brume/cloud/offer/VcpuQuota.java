package brume.cloud.offer;

/// A quota of virtual processors of running on-demand instances, per account and region.
public enum VcpuQuota {
    /// A, C, D, H, I, M, R, T and Z types.
    STANDARD(32),
    /// G and VT types: a new account has none.
    G_AND_VT(0);

    private final int vcpus;

    VcpuQuota(int vcpus) {
        this.vcpus = vcpus;
    }

    public int vcpus() {
        return vcpus;
    }
}
