package own;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.endpoint.DefaultOAuth2TokenRequestParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A relying party at ЕСИА's own endpoints: each request is signed, and who came is read by REST. */
@SpringBootApplication
@RestController
public class OwnEndpoints {
    public static void main(String[] args) {
        SpringApplication.run(OwnEndpoints.class, args);
    }

    @GetMapping("/me")
    Map<String, Object> me(@AuthenticationPrincipal OAuth2User citizen) {
        return citizen.getAttributes();
    }

    @Bean
    Signer signer(@Value("${esia.key}") String key, @Value("${esia.certificate}") String certificate) throws Exception {
        return new Signer(key, certificate);
    }

    @Bean
    OAuth2AuthorizationRequestResolver requests(ClientRegistrationRepository clients, Signer signer,
            @Value("${esia.generation}") Generation generation) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        resolver.setAuthorizationRequestCustomizer(request -> request
                .additionalParameters(more -> more.put("access_type", "offline"))
                .parameters(all -> all.putAll(signed(generation, signer, all)))
                // The `+` of a timestamp means a space in a query, unless it is escaped.
                .authorizationRequestUri(uri -> URI.create(uri.build().toString().replace("+", "%2B"))));
        return resolver;
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens(Signer signer,
            @Value("${esia.generation}") Generation generation) {
        var usual = new DefaultOAuth2TokenRequestParametersConverter<OAuth2AuthorizationCodeGrantRequest>();
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setParametersConverter(grant -> {
            MultiValueMap<String, String> form = usual.convert(grant);
            Generation.tokenRequest(String.join(" ", grant.getClientRegistration().getScopes()))
                    .forEach((name, value) -> form.set(name, value.toString()));
            signed(generation, signer, new HashMap<>(form.toSingleValueMap())).forEach(form::set);
            return form;
        });
        return client;
    }

    @Bean
    OAuth2UserService<OAuth2UserRequest, OAuth2User> citizens() {
        return request -> {
            String token = request.getAccessToken().getTokenValue();
            String base = request.getClientRegistration().getProviderDetails().getUserInfoEndpoint().getUri();
            Map<?, ?> person = RestClient.create().get().uri(base + "/" + subject(token))
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + token).retrieve().body(Map.class);
            Map<String, Object> attributes = new HashMap<>();
            person.forEach((name, value) -> attributes.put(name.toString(), value));
            attributes.put("oid", subject(token));
            return new DefaultOAuth2User(AuthorityUtils.createAuthorityList("CITIZEN"), attributes, "oid");
        };
    }

    /** The access token came straight from ЕСИА, so its signature need not be looked at. */
    private static String subject(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getClaim("urn:esia:sbj_id").toString();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("ЕСИА's access token is no JWT", e);
        }
    }

    private static Map<String, String> signed(Generation generation, Signer signer, Map<String, Object> sent) {
        try {
            return generation.signed(signer, sent);
        } catch (Exception e) {
            throw new IllegalStateException("a request cannot be signed", e);
        }
    }
}
