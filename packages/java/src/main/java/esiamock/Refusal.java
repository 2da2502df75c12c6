package esiamock;

import java.util.Map;

/** Why there is no code, or no token. A request of the journal has no station here: it has one itself. */
public record Refusal(String station, String code, String reasonId, String reason, String cure) {
    static Refusal of(Object said) {
        if (said == null) {
            return null;
        }
        Map<String, Object> told = Json.object(said);
        return new Refusal((String) told.get("station"), (String) told.get("code"), (String) told.get("reason_id"),
                (String) told.get("reason"), (String) told.get("cure"));
    }
}
