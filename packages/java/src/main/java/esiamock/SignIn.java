package esiamock;

import java.util.List;
import java.util.Map;

/**
 * What a sign-in has come to.
 *
 * @param url where the browser would go: give it to the tested system. Null where it would see a page or post {@code form}
 * @param urls every address in turn; more than one where a fault sends the browser twice
 * @param form `action` and `fields` that the browser would post (OAuth 2.0 Form Post Response Mode), or null
 * @param login the number of the login in the journal
 * @param cookies the session, as drivers of browsers take it
 * @param refusal null where there is a code
 */
public record SignIn(String url, List<String> urls, Map<String, Object> form, String code, String error, String state,
        String login, Long oid, List<Map<String, Object>> cookies, List<String> steps, Refusal refusal) {
    static SignIn of(Map<String, Object> said) {
        String url = (String) said.get("redirect_url");
        List<String> urls = Json.texts(said.get("redirect_urls"));
        return new SignIn(url, urls.isEmpty() && url != null ? List.of(url) : urls, Json.object(said.get("form")),
                (String) said.get("code"), (String) said.get("error"), (String) said.get("state"),
                (String) said.get("login"), (Long) said.get("oid"), Json.objects(said.get("cookies")),
                Json.texts(said.get("steps")), Refusal.of(said.get("refusal")));
    }

    @Override
    public String toString() {
        return url != null ? url : String.valueOf(refusal != null ? refusal : form);
    }
}
