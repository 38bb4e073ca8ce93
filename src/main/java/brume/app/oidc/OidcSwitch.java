package brume.app.oidc;

import brume.app.OidcProvider;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/// Takes the mechanism away where no provider is set: embedded accounts and a provider are never active together.
public final class OidcSwitch implements Extension {

    void decide(@Observes ProcessAnnotatedType<OidcMechanism> mechanism) {
        if (OidcProvider.ofProcess().isEmpty()) {
            mechanism.veto();
        }
    }
}
