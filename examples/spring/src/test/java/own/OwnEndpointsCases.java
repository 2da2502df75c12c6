package own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import esiamock.Client;
import esiamock.EsiaMock;
import esiamock.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import portal.Browser;

/** The same tests for each generation. */
abstract class OwnEndpointsCases {
    @RegisterExtension
    static final EsiaMock esia = EsiaMock.builder()
            .client(Client.esia("MY_PORTAL").redirect("http://localhost/login/oauth2/code/esia")).build();

    static void properties(DynamicPropertyRegistry registry, String generation, String ac, String te) {
        String client = "spring.security.oauth2.client.";
        Map<String, Object> key = esia.clientKey("MY_PORTAL");
        registry.add("esia.generation", () -> generation);
        registry.add("esia.key", () -> key.get("private_key"));
        registry.add("esia.certificate", () -> key.get("certificate"));
        registry.add(client + "registration.esia.client-id", () -> "MY_PORTAL");
        registry.add(client + "registration.esia.client-authentication-method", () -> "client_secret_post");
        registry.add(client + "registration.esia.authorization-grant-type", () -> "authorization_code");
        registry.add(client + "registration.esia.redirect-uri", () -> "{baseUrl}/login/oauth2/code/esia");
        registry.add(client + "registration.esia.scope", () -> "fullname,snils");
        registry.add(client + "provider.esia.authorization-uri", () -> esia.url() + "/aas/oauth2/" + ac);
        registry.add(client + "provider.esia.token-uri", () -> esia.url() + "/aas/oauth2/" + te);
        registry.add(client + "provider.esia.user-info-uri", () -> esia.url() + "/rs/prns");
        registry.add(client + "provider.esia.user-name-attribute", () -> "oid");
    }

    @Test
    void happy(@Value("${local.server.port}") int port) throws Exception {
        Browser browser = new Browser(port);
        Person anna = esia.person(Person.confirmed());
        assertEquals(302, browser.get(esia.signIn(browser.login(), anna)).statusCode());
        String me = browser.get("/me").body();
        assertTrue(me.contains(anna.snils()) && me.contains("\"trusted\":true"), me);
    }
}
