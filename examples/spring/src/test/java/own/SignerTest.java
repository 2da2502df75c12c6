package own;

import static org.junit.jupiter.api.Assertions.assertNull;

import esiamock.Client;
import esiamock.EsiaMock;
import esiamock.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each generation with each kind of key, without Spring. */
class SignerTest {
    @RegisterExtension
    static final EsiaMock esia = EsiaMock.builder().client(Client.esia("MY_PORTAL").redirect("http://localhost/")).build();

    @ParameterizedTest
    @CsvSource({"V1, rsa, ac", "V1, gost256, ac", "V3, rsa, v2/ac", "V3, gost256, v2/ac"})
    void esiaTakesTheSignature(Generation generation, String kind, String path) throws Exception {
        Map<String, Object> key = esia.clientKey("MY_PORTAL", Map.of("algorithm", kind));
        Signer signer = new Signer((String) key.get("private_key"), (String) key.get("certificate"));
        Map<String, Object> sent = new LinkedHashMap<>(Map.of("client_id", "MY_PORTAL", "scope", "fullname snils",
                "state", "3f1ccbd2-5a7b-4a8e-9d0c-1b2a3c4d5e6f", "redirect_uri", "http://localhost/"));
        sent.putAll(generation.signed(signer, sent));
        sent.putAll(Map.of("response_type", "code", "access_type", "offline"));
        String query = sent.entrySet().stream().map(parameter -> parameter.getKey() + "="
                + URLEncoder.encode(parameter.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        assertNull(esia.signIn("/aas/oauth2/" + path + "?" + query, esia.person(Person.confirmed())).refusal());
    }
}
