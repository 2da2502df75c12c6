package esiamock;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Requests of the journal that fit; asked for when they are looked at. */
public final class Requests {
    private final Supplier<Api> api;
    private final Map<String, Object> wanted;

    Requests(Supplier<Api> api, Map<String, Object> wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    /** From the oldest on. */
    public List<Map<String, Object>> list() {
        return list(0);
    }

    /** Waits so many seconds for one if there is none. */
    public List<Map<String, Object>> list(int wait) {
        Map<String, Object> query = new HashMap<>(wanted);
        query.putAll(Map.of("limit", 1000, "wait", wait));
        return Json.objects(api.get().get("/requests", query).get("requests"));
    }

    /** Fails with the near misses if there are not exactly so many. */
    public void expect(int count) {
        expect(Map.of("count", count));
    }

    /** `count` as a number or as `min` and `max`; one at least, where it is not said. `within`, `settle`. */
    public void expect(Map<String, ?> more) {
        Map<String, Object> asked = new LinkedHashMap<>(wanted);
        asked.putAll(more);
        Map<String, Object> answer = api.get().post("/requests/expect", asked);
        if (!answer.get("met").equals(true)) {
            throw new AssertionError(notMet(asked, answer));
        }
    }

    private static String notMet(Map<String, Object> asked, Map<String, Object> answer) {
        StringBuilder lines = new StringBuilder("expected " + Json.write(asked) + ", but " + answer.get("count")
                + " requests fit");
        for (Map<String, Object> miss : Json.objects(answer.getOrDefault("near_misses", List.of()))) {
            Map<String, Object> what = Json.object(miss.get("request"));
            lines.append("\n  #").append(miss.get("n")).append(' ').append(what.get("method")).append(' ')
                    .append(what.get("path")).append(" differs in ")
                    .append(String.join(", ", Json.texts(miss.get("differs"))));
        }
        return lines.toString();
    }
}
