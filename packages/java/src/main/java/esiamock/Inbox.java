package esiamock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What one person gets, message after message. */
public final class Inbox {
    private static final int WAIT = 10;

    private final Supplier<Api> api;
    private final String person;
    private Long after;

    Inbox(Supplier<Api> api, String person) {
        this.api = api;
        this.person = person;
    }

    /** The next message that was not handed out yet; waits ten seconds for it. */
    public Message next() {
        return next(null);
    }

    /** The next of a kind: sms, max, email or post. */
    public Message next(String kind) {
        Map<String, Object> query = new HashMap<>(Map.of("person", person, "wait", WAIT, "limit", 1));
        query.put("after", after);
        query.put("kind", kind);
        List<Message> messages = Message.all(api.get().get("/outbox", query));
        if (messages.isEmpty()) {
            String what = kind == null ? "message" : kind;
            throw new EsiaMockException("no " + what + " came for " + person + " within " + WAIT + " s");
        }
        after = messages.get(0).number();
        return messages.get(0);
    }
}
