package esiamock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A relying party: lets citizens in by ЕСИА and says who they are. */
final class Portal implements AutoCloseable {
    private static final String BASIC = Base64.getEncoder().encodeToString("PORTAL:portal-secret".getBytes());
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final String back = "http://127.0.0.1:" + server.getAddress().getPort() + "/back";
    private final Set<String> states = ConcurrentHashMap.newKeySet();
    private final String esia;
    private volatile String token;

    Portal(String esia) throws IOException {
        this.esia = esia;
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            URI asked = exchange.getRequestURI();
            answer = switch (asked.getPath()) {
                case "/login" -> login();
                case "/back" -> back("&" + asked.getQuery());
                default -> me();
            };
        } catch (IOException | InterruptedException esiaFails) {
            answer = new Answer(502, esiaFails.toString());
        }
        exchange.getResponseHeaders().add("Location", answer.status() == 302 ? answer.body() : "");
        exchange.sendResponseHeaders(answer.status(), 0);
        exchange.getResponseBody().write(answer.body().getBytes());
        exchange.close();
    }

    private Answer login() {
        String state = UUID.randomUUID().toString();
        states.add(state);
        return new Answer(302, esia + "/oidc/authorize?response_type=code&client_id=PORTAL&redirect_uri=" + back
                + "&scope=openid%20fullname%20snils%20email&state=" + state);
    }

    private Answer back(String query) throws IOException, InterruptedException {
        if (!query.contains("&code=") || !states.remove(query.replaceFirst(".*&state=([^&]*).*", "$1"))) {
            return new Answer(403, query);
        }
        String code = query.replaceFirst(".*&code=([^&]*).*", "$1");
        Answer tokens = ask(to("/oidc/token").header("Authorization", "Basic " + BASIC)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(
                        "grant_type=authorization_code&code=" + code + "&redirect_uri=" + back)));
        if (tokens.status() != 200) {
            return new Answer(502, tokens.body());
        }
        token = tokens.body().replaceFirst("(?s).*\"access_token\" *: *\"([^\"]*).*", "$1");
        return me();
    }

    private Answer me() throws IOException, InterruptedException {
        Answer who = ask(to("/oidc/userinfo").header("Authorization", "Bearer " + token));
        boolean mayIn = who.body().matches("(?s).*(\"urn:esia:trusted\" *: *true|\"urn:esia:level\" *: *\"child\").*");
        return who.status() == 200 && !mayIn ? new Answer(403, who.body()) : who;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(esia + path)).timeout(Duration.ofSeconds(5));
    }

    private Answer ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    private record Answer(int status, String body) { }

    String at(String path) {
        return URI.create(back).resolve(path).toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
