package esiamock;

import java.util.List;
import java.util.Map;

/** A letter or a message of the outbox; {@code kind} is sms, max, email or post. */
public record Message(long number, String kind, String to, String subject, String text, String link, String madeAt,
        Long oid) {
    static Message of(Map<String, Object> said) {
        return new Message((Long) said.get("number"), (String) said.get("kind"), (String) said.get("to"),
                (String) said.get("subject"), (String) said.get("text"), (String) said.get("link"),
                (String) said.get("made_at"), (Long) said.get("oid"));
    }

    static List<Message> all(Map<String, Object> said) {
        return Json.objects(said.get("messages")).stream().map(Message::of).toList();
    }
}
