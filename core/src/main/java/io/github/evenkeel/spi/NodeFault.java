package io.github.evenkeel.spi;

/**
 * Immutable error of the service about a node that it could not create or keep.
 *
 * @param code of the service, such as {@code LimitExceeded}
 * @param message of the service
 */
public record NodeFault(String code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
