/// Signing in with an embedded account. Read [brume.portal.sign.SignInView] first.
@NullMarked
package brume.portal.sign;

import org.jspecify.annotations.NullMarked;
