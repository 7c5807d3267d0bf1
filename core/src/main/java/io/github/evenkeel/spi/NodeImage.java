package io.github.evenkeel.spi;

import org.jspecify.annotations.Nullable;

/**
 * An image that nodes boot from.
 *
 * @param id identity for the service
 * @param name the service's own; null if it was not told
 */
public record NodeImage(String id, @Nullable String name) {}
