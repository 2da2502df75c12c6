// Sends requests one after another by the JDK's HTTP client as it comes: it offers HTTP/2 with every first request of
// a connection (Upgrade: h2c), keeps connections, and says nothing of what it does on the line.
//
//   java Requests.java URL COUNT

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

public final class Requests {
    public static void main(String[] arguments) throws Exception {
        String stand = arguments[0];
        int count = Integer.parseInt(arguments[1]);
        HttpClient client = HttpClient.newHttpClient();
        Map<String, Integer> failures = new TreeMap<>();
        long started = System.nanoTime();
        for (int at = 0; at < count; at++) {
            String failure = send(client, stand, at);
            if (failure != null) {
                failures.merge(failure, 1, Integer::sum);
            }
        }
        int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
        long millis = (System.nanoTime() - started) / 1_000_000;
        System.out.printf("JDK %s: %d of %d requests failed, %d ms%n", Runtime.version().feature(), failed, count, millis);
        failures.forEach((failure, times) -> System.out.printf("%6d × %s%n", times, failure));
        System.exit(failed == 0 ? 0 : 1);
    }

    /** Every third request is one with a body, as tokens are asked for; what went wrong, or null. */
    private static String send(HttpClient client, String stand, int at) throws InterruptedException {
        boolean posts = at % 3 == 2;
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
        if (posts) {
            request.uri(URI.create(stand + "/aas/oauth2/te"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=authorization_code"));
        } else {
            request.uri(URI.create(stand + "/oidc/jwks"));
        }
        try {
            int status = client.send(request.build(), BodyHandlers.ofString()).statusCode();
            return status == (posts ? 400 : 200) ? null : "status " + status;
        } catch (IOException error) {
            return error.getClass().getSimpleName() + ": " + error.getMessage();
        }
    }
}
