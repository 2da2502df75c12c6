package portal;

import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** How an API (a resource server) checks access tokens of the standard endpoints; make it a bean of the API. */
final class AccessTokens {
    private AccessTokens() {
    }

    /** Access tokens are JWTs of type `at+jwt` (RFC 9068), for the issuer itself as audience. */
    static JwtDecoder decoder(String issuer, String clientId) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).validateType(false).build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator().issuer(issuer).audience(issuer).clientId(clientId)
                .build());
        return decoder;
    }
}
