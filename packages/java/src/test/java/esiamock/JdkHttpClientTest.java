package esiamock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 6 000 requests in a row by the JDK's HTTP client, as it is by itself and with HTTP/1.1, without one failure. */
class JdkHttpClientTest {
    private static final int NUMBER = 3000;

    @RegisterExtension static final EsiaMock esia = EsiaMock.builder().build();

    @Test
    void requestsInARow() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpClient http = HttpClient.newBuilder().version(version).build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(esia.url() + "/.well-known/openid-configuration")).build();
            for (int i = 0; i < NUMBER; i++) {
                assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
            }
        }
        esia.requests("discovery").expect(2 * NUMBER);
    }
}
