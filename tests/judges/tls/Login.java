// Signs somebody in by the HTTP client of the JDK, and prints who came. What it trusts is a property of the JVM.

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.regex.Pattern;

class Login {
  private static final String CALLBACK = "http://127.0.0.1:9090/callback";

  public static void main(String[] arguments) throws Exception {
    String stand = arguments[0];
    HttpClient http = HttpClient.newHttpClient();
    String query = "?client_id=DEMO_RSA&response_type=code&scope=openid&state=s&redirect_uri=" + CALLBACK
        + "&login_hint=mock:confirmed_mother_of_two";
    String back = send(http, HttpRequest.newBuilder(URI.create(stand + "/oidc/authorize" + query)))
        .headers().firstValue("location").orElseThrow();
    String form = "grant_type=authorization_code&redirect_uri=" + CALLBACK + "&code=" + found("[?&]code=([^&]+)", back);
    String secret = Base64.getEncoder().encodeToString("DEMO_RSA:demo-secret".getBytes());
    String tokens = send(http, HttpRequest.newBuilder(URI.create(stand + "/oidc/token"))
        .header("authorization", "Basic " + secret)
        .header("content-type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))).body();
    String claims = send(http, HttpRequest.newBuilder(URI.create(stand + "/oidc/userinfo"))
        .header("authorization", "Bearer " + found("\"access_token\":\"([^\"]+)\"", tokens))).body();
    System.out.println(found("\"sub\":\"([^\"]+)\"", claims));
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) throw new IllegalStateException(pattern + " is not in " + text);
    return matcher.group(1);
  }
}
