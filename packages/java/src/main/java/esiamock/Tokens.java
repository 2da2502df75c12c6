package esiamock;

import java.util.Map;

/** What the token endpoint would answer; or {@code refusal} says why it would not. */
public record Tokens(String accessToken, String refreshToken, String idToken, Object expiresIn, Refusal refusal) {
    static Tokens of(Map<String, Object> said) {
        return new Tokens((String) said.get("access_token"), (String) said.get("refresh_token"),
                (String) said.get("id_token"), said.get("expires_in"), Refusal.of(said.get("refusal")));
    }
}
