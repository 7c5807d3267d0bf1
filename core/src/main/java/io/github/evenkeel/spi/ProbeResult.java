package io.github.evenkeel.spi;

/**
 * Immutable result of one call of a probe.
 *
 * @param available whether the application is available
 * @param detail what the probe saw, such as {@code HTTP 503 after 12 ms}
 */
public record ProbeResult(boolean available, String detail) {}
