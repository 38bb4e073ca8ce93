package brume.app.oidc;

import brume.app.OidcProvider;
import brume.school.ProviderSignIn.Claims;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said between Brume and the provider, in the words of the library that knows the protocol. A clock that is a
/// minute off is forgiven.
final class OidcConversation {

    static final OidcConversation HERE =
            new OidcConversation(OidcProvider.ofProcess().orElseThrow());

    private static final int PATIENCE_MILLIS = 4_000;
    private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();

    private final OidcProvider provider;
    private final Issuer issuer;
    private final ClientID client;
    private @Nullable OIDCProviderMetadata metadata;
    private long metadataAt;

    OidcConversation(OidcProvider provider) {
        this.provider = provider;
        this.issuer = new Issuer(provider.issuer());
        this.client = new ClientID(provider.clientId());
    }

    /// @param idToken signed, as it came: the provider wants to see it when somebody leaves
    /// @param session what the provider calls its own session, if it says so
    record Answer(Claims claims, String idToken, Optional<String> session) {}

    /// Where the browser goes to sign in. Asks the provider first, so that one that is down is noticed here.
    URI authorization(Trip trip, URI callback) throws IOException, GeneralException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), client, callback)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(trip.state()))
                .nonce(new Nonce(trip.nonce()))
                .codeChallenge(new CodeVerifier(trip.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /// What the provider says of whoever comes back with this address.
    Answer answer(Trip trip, URI asked, URI callback) throws IOException, GeneralException {
        AuthenticationResponse response = AuthenticationResponseParser.parse(asked);
        if (!response.indicatesSuccess()) {
            throw new GeneralException(
                    response.toErrorResponse().getErrorObject().getCode());
        }
        OIDCTokens tokens = tokens(new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(), callback, new CodeVerifier(trip.verifier())));
        JWT idToken = tokens.getIDToken();
        IDTokenClaimsSet token = validated(idToken, trip);
        Map<String, Object> said = new HashMap<>(information(tokens));
        if (!token.getSubject()
                .getValue()
                .equals(said.getOrDefault("sub", token.getSubject().getValue()))) {
            throw new GeneralException("the user information is of somebody else");
        }
        said.putAll(token.toJSONObject());
        return new Answer(
                OidcClaims.of(said, token.getSubject().getValue(), provider),
                idToken.getParsedString(),
                Optional.ofNullable(token.getSessionID()).map(SessionID::getValue));
    }

    private OIDCTokens tokens(AuthorizationGrant grant) throws IOException, GeneralException {
        URI endpoint = metadata().getTokenEndpointURI();
        TokenRequest request = provider.secret().isEmpty()
                ? new TokenRequest.Builder(endpoint, client, grant).build()
                : new TokenRequest.Builder(
                                endpoint, new ClientSecretBasic(client, new Secret(provider.secret())), grant)
                        .build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(patient(request.toHTTPRequest()).send());
        if (!response.indicatesSuccess()) {
            throw new GeneralException(
                    "no token: " + response.toErrorResponse().getErrorObject().getCode());
        }
        return (OIDCTokens) response.toSuccessResponse().getTokens();
    }

    private IDTokenClaimsSet validated(JWT idToken, Trip trip) throws IOException, GeneralException {
        IDTokenValidator validator = new IDTokenValidator(issuer, client, keys(), null);
        try {
            return validator.validate(idToken, new Nonce(trip.nonce()));
        } catch (BadJOSEException | JOSEException forged) {
            throw new GeneralException("the identity token is not valid: " + forged.getMessage(), forged);
        }
    }

    /// Which session has ended, in the provider's own signed words.
    LogoutTokenClaimsSet ended(String logoutToken) throws IOException, GeneralException {
        try {
            return new LogoutTokenValidator(issuer, client, keys(), null).validate(JWTParser.parse(logoutToken));
        } catch (ParseException | BadJOSEException | JOSEException forged) {
            throw new GeneralException("the logout token is not valid: " + forged.getMessage(), forged);
        }
    }

    private JWSKeySelector<SecurityContext> keys() throws IOException, GeneralException {
        return new JWSVerificationKeySelector<>(
                JWSAlgorithm.Family.SIGNATURE,
                JWKSourceBuilder.<SecurityContext>create(
                                metadata().getJWKSetURI().toURL(),
                                new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS))
                        .build());
    }

    /// Providers differ in what they put where; what the signed token says counts more.
    private Map<String, Object> information(OIDCTokens tokens) throws IOException, GeneralException {
        URI endpoint = metadata().getUserInfoEndpointURI();
        if (endpoint == null) {
            return Map.of();
        }
        UserInfoRequest request = new UserInfoRequest(endpoint, tokens.getAccessToken());
        UserInfoResponse response =
                UserInfoResponse.parse(patient(request.toHTTPRequest()).send());
        return response.indicatesSuccess() && response.toSuccessResponse().getUserInfo() != null
                ? response.toSuccessResponse().getUserInfo().toJSONObject()
                : Map.of();
    }

    /// Where one signs out at the provider, if it has such a place.
    Optional<URI> endOfSession() {
        try {
            return Optional.ofNullable(metadata().getEndSessionEndpointURI());
        } catch (IOException | GeneralException down) {
            return Optional.empty();
        }
    }

    private synchronized OIDCProviderMetadata metadata() throws IOException, GeneralException {
        if (metadata == null || System.nanoTime() - metadataAt > BELIEVED_NANOS) {
            metadata = OIDCProviderMetadata.resolve(issuer, PATIENCE_MILLIS, PATIENCE_MILLIS);
            metadataAt = System.nanoTime();
        }
        return metadata;
    }

    private static HTTPRequest patient(HTTPRequest request) {
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        return request;
    }
}
