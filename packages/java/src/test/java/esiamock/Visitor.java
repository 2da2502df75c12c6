package esiamock;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Somebody at a portal of their own, who goes nowhere else by themselves. */
final class Visitor implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Portal portal;

    private Visitor(Portal portal) {
        this.portal = portal;
    }

    /** Opens the portal at a stand. */
    static Visitor at(Stand stand) throws Exception {
        stand.client(Client.oidc("PORTAL").secret("portal-secret").redirect("http://127.0.0.1/back"));
        return new Visitor(new Portal(stand.url()));
    }

    HttpResponse<String> open(String address) throws Exception {
        URI uri = URI.create(address.startsWith("/") ? portal.at(address) : address);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** Where the link of the portal leads. */
    String login() throws Exception {
        return open("/login").headers().firstValue("Location").orElseThrow();
    }

    int status(Object address) throws Exception {
        return open(address.toString()).statusCode();
    }

    /** What the portal knows of its visitor. */
    Map<String, Object> who(Object address) throws Exception {
        return Json.object(Json.read(open(address.toString()).body()));
    }

    Object snils(Object address) throws Exception {
        return who(address).get("urn:esia:snils");
    }

    @Override
    public void close() {
        portal.close();
    }
}
