package portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import esiamock.Client;
import esiamock.EsiaMock;
import esiamock.Person;
import esiamock.SignIn;
import esiamock.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PortalTest {
    static final Client PORTAL =
            Client.oidc("MY_PORTAL").secret("secret").redirect("http://localhost/login/oauth2/code/esia");

    @RegisterExtension
    static final EsiaMock esia = EsiaMock.builder().demoPeople()
            .client(PORTAL).person(Person.confirmed("anna").emailVerified(false)).build();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        esia.spring("esia", registry::add);
    }

    private Browser browser;

    @BeforeEach
    void open(@Value("${local.server.port}") int port) {
        browser = new Browser(port);
    }

    @Test
    void happy() throws Exception {
        Person mother = esia.findPerson("confirmed_mother_of_two");
        SignIn back = esia.signIn(browser.login(), mother);
        assertEquals(302, browser.get(back).statusCode());
        assertTrue(browser.get("/me").body().contains(mother.snils()));
        esia.requests("token").expect(1);
    }

    @Test
    void refusal() throws Exception {
        SignIn back = esia.refuse(browser.login(), esia.person(Person.confirmed()));
        assertEquals(403, browser.get(back).statusCode());
        esia.requests("token").expect(0);
    }

    @Test
    void tokenEndpointFails() throws Exception {
        esia.fault("token", Map.of("status", 500));
        SignIn back = esia.signIn(browser.login(), "confirmed_mother_of_two");
        assertEquals(502, browser.get(back).statusCode());
    }

    @Test
    void logoutElsewhere(@Value("${local.server.port}") int port) throws Exception {
        esia.client(PORTAL.with("backchannel_logout_uri",
                "http://localhost:" + port + "/logout/connect/back-channel/esia"));
        browser.get(esia.signIn(browser.login(), "anna"));
        assertEquals(200, browser.get("/me").statusCode());
        esia.logout("anna");
        assertEquals(302, browser.get("/me").statusCode());
    }

    @Test
    void anApiTakesAccessTokensAndNoOthers() {
        JwtDecoder decoder = AccessTokens.decoder(esia.url(), "MY_PORTAL");
        Map<String, Object> oidc = Map.of("endpoint", "oidc");
        Tokens tokens = esia.tokens("MY_PORTAL", "anna", List.of("openid"), oidc);
        assertEquals(Long.toString(esia.findPerson("anna").oid()), decoder.decode(tokens.accessToken()).getSubject());
        assertThrows(JwtException.class, () -> decoder.decode(tokens.idToken()));
        Tokens old = esia.tokens("MY_PORTAL", "anna", List.of("openid"), Map.of("endpoint", "oidc", "lifetime", -600));
        assertThrows(JwtException.class, () -> decoder.decode(old.accessToken()));
        Tokens foreign = esia.tokens("DEMO_RSA", "anna", List.of("openid"), oidc);
        assertThrows(JwtException.class, () -> decoder.decode(foreign.accessToken()));
    }

    @Test
    void child() throws Exception {
        browser.get(esia.signIn(browser.login(), "child_10"));
        assertTrue(browser.get("/me").body().contains("\"level\":\"child\""));
    }

    @Test
    void emailNotVerified() throws Exception {
        browser.get(esia.signIn(browser.login(), "anna"));
        assertTrue(browser.get("/me").body().contains("\"mayGetLetters\":false"));
    }
}
