package own;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ЕСИА's generations of the protocol want to be signed, and how. */
enum Generation {
    V1 {
        @Override
        Map<String, String> signed(Signer signer, Map<String, Object> sent) throws Exception {
            String time = now();
            String text = text(sent, "scope") + time + text(sent, "client_id", "state");
            return Map.of("timestamp", time, "client_secret", signer.cms(text));
        }
    },
    /** v2/ac and v3/te. */
    V3 {
        @Override
        Map<String, String> signed(Signer signer, Map<String, Object> sent) throws Exception {
            String time = now();
            String text = text(sent, "client_id", "scope") + time + text(sent, "state", "redirect_uri", "code");
            return Map.of("timestamp", time, "client_secret", signer.bare(text),
                    "client_certificate_hash", signer.certificateHash());
        }
    };

    /** The parameters that prove who has sent the others. */
    abstract Map<String, String> signed(Signer signer, Map<String, Object> sent) throws Exception;

    /** What a token request has beside OAuth's own parameters. */
    static Map<String, Object> tokenRequest(String scope) {
        return Map.of("scope", scope, "state", UUID.randomUUID().toString(), "token_type", "Bearer");
    }

    private static String text(Map<String, Object> sent, String... names) {
        return Stream.of(names).map(name -> sent.getOrDefault(name, "").toString()).collect(Collectors.joining());
    }

    private static String now() {
        return ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm:ss Z"));
    }
}
