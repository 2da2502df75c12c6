import static org.junit.jupiter.api.Assertions.assertTrue;

import esiamock.Client;
import esiamock.EsiaMock;
import esiamock.Person;
import esiamock.SignIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstTest {
    static final String CALLBACK = "http://127.0.0.1:9090/back";

    @RegisterExtension
    static final EsiaMock esia = EsiaMock.builder()
            .client(Client.oidc("PORTAL").secret("secret").redirect(CALLBACK)).build();

    @Test
    void annaGetsIn() {
        Person anna = esia.person(Person.confirmed());
        // Your system makes this address, and sends the browser there.
        SignIn back = esia.signIn(esia.url() + "/oidc/authorize?response_type=code&client_id=PORTAL&redirect_uri="
                + CALLBACK + "&scope=openid", anna);
        assertTrue(back.toString().startsWith(CALLBACK + "?code="), back::toString);
    }
}
