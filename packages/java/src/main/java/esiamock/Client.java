package esiamock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A system that the stand is to know. */
public final class Client {
    private final String mnemonic;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Client(String mnemonic) {
        this.mnemonic = mnemonic;
    }

    /** A system at the standard OpenID Connect endpoints; it has a {@link #secret}. */
    public static Client oidc(String clientId) {
        return new Client(clientId);
    }

    /** A system at ЕСИА's own endpoints; it has a {@link #certificate}. */
    public static Client esia(String mnemonic) {
        return new Client(mnemonic);
    }

    public Client secret(String secret) {
        return with("client_secret", secret);
    }

    public Client redirect(String... addresses) {
        return with("redirect_uris", List.of(addresses));
    }

    /** As PEM. */
    public Client certificate(String pem) {
        return with("certificates", List.of(Map.of("pem", pem)));
    }

    /** The scopes that it may ask for; all, where it is not said. */
    public Client scopes(String... scopes) {
        return with("scopes", List.of(scopes));
    }

    /** Any field of a client by its name in the tester's API. */
    public Client with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    String mnemonic() {
        return mnemonic;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
