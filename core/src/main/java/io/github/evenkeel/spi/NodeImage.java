package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * Immutable reference to an image that nodes boot from.
 *
 * @param id identity for the service
 * @param name of the service; null if it is not known
 */
public record NodeImage(String id, @Nullable String name) {}
