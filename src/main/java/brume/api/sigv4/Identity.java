package brume.api.sigv4;

import brume.school.AccessKey;

/// Whose request it is, and for which region and service it was signed.
public record Identity(AccessKey key, String region, String service) {}
