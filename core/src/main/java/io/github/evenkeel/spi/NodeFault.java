package io.github.evenkeel.spi;

/**
 * What the service says of a node it could not make, or could not keep.
 *
 * @param code the service's own, such as {@code LimitExceeded}
 * @param message the service's own
 */
public record NodeFault(String code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
