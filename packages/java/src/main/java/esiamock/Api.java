package esiamock;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls of one stand; {@code controlUrl} is where they begin. */
record Api(String controlUrl, String token) {
    // No proxy of the machine stands between a test and its stand.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY).build();
    // Longer than the minute for which a call may wait.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    Map<String, Object> get(String path) {
        return get(path, Map.of());
    }

    Map<String, Object> get(String path, Map<String, ?> query) {
        return call("GET", path + query(query), null);
    }

    Map<String, Object> post(String path, Object body) {
        return call("POST", path, body);
    }

    Map<String, Object> put(String path, Object body) {
        return call("PUT", path, body);
    }

    Map<String, Object> patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    Map<String, Object> delete(String path) {
        return call("DELETE", path, null);
    }

    Map<String, Object> delete(String path, Map<String, ?> query) {
        return call("DELETE", path + query(query), null);
    }

    /** Deletes what may be gone already. */
    void deleteIfThere(String path) {
        try {
            delete(path);
        } catch (WrongCall wrong) {
            if (wrong.status() != 404) {
                throw wrong;
            }
        }
    }

    /** One call. Bytes are sent as an archive, anything else as JSON. */
    private Map<String, Object> call(String method, String target, Object body) {
        String said = new String(bytes(method, target, body), StandardCharsets.UTF_8);
        return said.isBlank() ? Map.of() : Json.object(Json.read(said));
    }

    byte[] bytes(String method, String target, Object body) {
        boolean archive = body instanceof byte[];
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(controlUrl + target))
                .timeout(LIMIT).header("Accept", "application/json").method(method, publisher(body));
        if (body != null) {
            request.header("Content-Type", archive ? "application/zip" : "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> answer = send(method + " " + target, request.build());
        if (answer.statusCode() >= 400) {
            throw refused(method + " " + target, answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    private static BodyPublisher publisher(Object body) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        return body instanceof byte[] archive
                ? BodyPublishers.ofByteArray(archive) : BodyPublishers.ofString(Json.write(body));
    }

    private static HttpResponse<byte[]> send(String call, HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new EsiaMockException(call + ": the stand does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EsiaMockException(call + ": interrupted", e);
        }
    }

    private static WrongCall refused(String call, int status, byte[] body) {
        String said = new String(body, StandardCharsets.UTF_8);
        try {
            return new WrongCall(call, status, Json.object(Json.read(said)));
        } catch (EsiaMockException | ClassCastException noProblem) {
            return new WrongCall(call, status, Map.of("detail", "HTTP " + status + " " + said));
        }
    }

    /** A path, each value one segment of it. */
    static String path(Object... segments) {
        return Stream.of(segments).map(one -> "/" + encoded(one).replace("+", "%20")).collect(Collectors.joining());
    }

    private static String query(Map<String, ?> query) {
        return query.entrySet().stream().filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .reduce((one, other) -> one + "&" + other).map(all -> "?" + all).orElse("");
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }
}
