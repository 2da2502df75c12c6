package esiamock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A fault that was armed. It is cleared after the test; or at the end of {@code try (…)}. */
public final class Fault implements AutoCloseable {
    // What says when a fault acts; every other word says what it does.
    private static final List<String> WHEN =
            List.of("client", "person", "method", "path", "skip", "times", "until", "for", "handle");
    private static final int WAIT = 10;

    private final Supplier<Api> api;
    private final String name;

    Fault(Supplier<Api> api, String name) {
        this.api = api;
        this.name = name;
    }

    static Map<String, Object> wish(String at, Map<String, ?> said) {
        Map<String, Object> wish = new LinkedHashMap<>(Map.of("at", at));
        Map<String, Object> does = new LinkedHashMap<>(said);
        does.remove("name");
        WHEN.stream().filter(does::containsKey).forEach(word -> wish.put(word, does.remove(word)));
        wish.computeIfPresent("person", (word, person) -> Person.whom(person));
        wish.put("do", does);
        return wish;
    }

    public String name() {
        return name;
    }

    /** How often it has acted. */
    public long hits() {
        return (Long) api.get().get(Api.path("faults", name)).get("hits");
    }

    /** Waits until it has acted once, for ten seconds. */
    public void await() {
        await(1);
    }

    /** Waits until it has acted so often. */
    public void await(int times) {
        Map<String, Object> query = Map.of("hits", times, "wait", WAIT);
        long met = (Long) api.get().get(Api.path("faults", name), query).get("hits");
        if (met < times) {
            throw new EsiaMockException("the fault " + name + " has met " + met + " of " + times + " requests within "
                    + WAIT + " s");
        }
    }

    /** Disarms it; it may be gone already. */
    public void clear() {
        api.get().deleteIfThere(Api.path("faults", name));
    }

    @Override
    public void close() {
        clear();
    }
}
