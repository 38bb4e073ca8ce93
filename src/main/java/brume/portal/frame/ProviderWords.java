package brume.portal.frame;

import brume.cloud.sandbox.Problem;

/// Says why the cloud refused as the provider's API says it. The application brings it.
public interface ProviderWords {

    /// What a program would have got.
    ///
    /// @param code `InvalidGroup.Duplicate`
    /// @param message in the provider's English
    record Refusal(String code, String message) {}

    Refusal of(Problem problem);
}
