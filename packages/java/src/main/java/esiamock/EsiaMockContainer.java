package esiamock;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * esia-mock in a container, for Testcontainers 2, which the tests of the system bring. Take the image that the Dockerfile
 * of esia-mock builds. No machine that builds this package has run it: there is no Docker there.
 */
public final class EsiaMockContainer extends GenericContainer<EsiaMockContainer> {
    private static final int PORT = 8585;
    private static final int HEALTHY = 200;

    private final String token = UUID.randomUUID().toString();
    private final int hostPort = freePort();

    /** Such as {@code new EsiaMockContainer("esia-mock:latest")}. */
    public EsiaMockContainer(String image) {
        super(DockerImageName.parse(image));
        // The issuer is a part of every token, so the port must be known before the container is.
        addFixedExposedPort(hostPort, PORT);
        withEnv("ESIA_MOCK_CONTROL_TOKEN", token);
        waitingFor(Wait.forHttp("/_mock/health").forPort(PORT).forStatusCode(HEALTHY));
    }

    @Override
    protected void configure() {
        withEnv("ESIA_MOCK_PUBLIC_URL", url());
    }

    /** The base URL, for the tested system. */
    public String url() {
        return "http://" + getHost() + ":" + hostPort;
    }

    /** The stand in the container. */
    public EsiaMock esia() {
        return EsiaMock.at(url(), token);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EsiaMockException("no port is free: " + e.getMessage(), e);
        }
    }
}
