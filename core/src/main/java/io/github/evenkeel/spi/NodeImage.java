package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Immutable reference to an image that nodes boot from.
 *
 * @param id identity for the service
 * @param name of the service; empty if it is not known
 */
public record NodeImage(String id, Optional<String> name) {
    /** Refuses null. */
    public NodeImage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    /** An image whose name is not known. */
    public static NodeImage of(String id) {
        return new NodeImage(id, Optional.empty());
    }

    /** An image with its name. */
    public static NodeImage of(String id, String name) {
        return new NodeImage(id, Optional.of(name));
    }
}
