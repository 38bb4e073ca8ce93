package brume.cloud.offer;

/// How fast a machine type reaches its volumes: always, and at most for a while.
public record EbsSpeed(int baselineMbps, int baselineIops, int mostMbps, int mostIops) {}
