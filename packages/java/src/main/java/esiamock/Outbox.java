package esiamock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Messages that fit; asked for when they are looked at. */
public final class Outbox {
    private final Supplier<Api> api;
    private final Map<String, Object> wanted;

    Outbox(Supplier<Api> api, Map<String, Object> wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    /** From the oldest on. */
    public List<Message> list() {
        return list(0);
    }

    /** Waits so many seconds for one if there is none. */
    public List<Message> list(int wait) {
        Map<String, Object> query = new HashMap<>(wanted);
        query.putAll(Map.of("limit", 1000, "wait", wait));
        return Message.all(api.get().get("/outbox", query));
    }

    /** Takes them away; how many there were. */
    public long empty() {
        return (Long) api.get().delete("/outbox", wanted).get("deleted");
    }
}
