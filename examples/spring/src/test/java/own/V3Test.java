package own;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Generation v2 and v3. */
@SpringBootTest(classes = OwnEndpoints.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class V3Test extends OwnEndpointsCases {
    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        properties(registry, "V3", "v2/ac", "v3/te");
    }
}
