package esiamock;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The stand has refused a call of the tester's API (RFC 9457). */
public final class WrongCall extends EsiaMockException {
    private static final long serialVersionUID = 1;

    private final int status;

    WrongCall(String call, int status, Map<String, Object> problem) {
        super(call + ": " + places(problem)
                + (problem.get("detail") != null ? problem.get("detail") : problem.get("title")));
        this.status = status;
    }

    private static String places(Map<String, Object> problem) {
        String places = Json.objects(problem.getOrDefault("errors", List.of())).stream()
                .map(wrong -> String.valueOf(wrong.get("pointer"))).filter(pointer -> !pointer.isEmpty())
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "" : places + ": ";
    }

    public int status() {
        return status;
    }
}
