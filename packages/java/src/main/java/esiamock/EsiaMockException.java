package esiamock;

/** The program is not there, does not start, or does not fit this package. */
public class EsiaMockException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EsiaMockException(String message) {
        super(message);
    }

    EsiaMockException(String message, Throwable cause) {
        super(message, cause);
    }
}
