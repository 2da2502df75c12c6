package portal;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody at the portal; where the portal sends them to ЕСИА, they stop. */
public final class Browser {
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI portal;

    public Browser(int port) {
        portal = URI.create("http://localhost:" + port);
    }

    /** The address at ЕСИА to which the portal sends who wants to see something. */
    public String login() throws Exception {
        String at = "/me";
        while (URI.create(at).getHost() == null || at.startsWith(portal.toString())) {
            at = get(at).headers().firstValue("Location").orElseThrow();
        }
        return at;
    }

    public HttpResponse<String> get(Object address) throws Exception {
        URI uri = portal.resolve(address.toString());
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
