/// Sign-in through an OpenID Connect provider, with Jakarta Security: there only where a provider is set, and then the
/// only way in. Read [OidcMechanism] first.
@NullMarked
package brume.app.oidc;

import org.jspecify.annotations.NullMarked;
