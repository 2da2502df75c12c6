package own;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Generation v1. */
@SpringBootTest(classes = OwnEndpoints.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class V1Test extends OwnEndpointsCases {
    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        properties(registry, "V1", "ac", "te");
    }
}
