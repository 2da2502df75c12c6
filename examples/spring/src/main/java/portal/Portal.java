package portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A relying party: lets citizens in by ЕСИА and says who they are. */
@SpringBootApplication
@RestController
public class Portal {
    public static void main(String[] args) {
        SpringApplication.run(Portal.class, args);
    }

    @GetMapping("/me")
    Map<String, Object> me(@AuthenticationPrincipal OidcUser citizen) {
        return Map.of("snils", citizen.getClaim("urn:esia:snils"), "level", citizen.getClaim("urn:esia:level"),
                "mayGetLetters", Boolean.TRUE.equals(citizen.getEmailVerified()));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(all -> all.anyRequest().authenticated());
        http.oauth2Login(login -> login.failureHandler((request, response, why) -> {
            boolean refused = "access_denied".equals(request.getParameter("error"));
            response.setStatus(refused ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_BAD_GATEWAY);
        }));
        http.oidcLogout(logout -> logout.backChannel(channel -> { }));
        return http.build();
    }
}
