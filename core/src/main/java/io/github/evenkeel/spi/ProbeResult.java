package io.github.evenkeel.spi;

/**
 * What a probe found.
 *
 * @param available whether the application did its work
 * @param detail what was seen, such as {@code HTTP 503 after 12 ms}
 */
public record ProbeResult(boolean available, String detail) {}
