package io.github.evenkeel.spi;

/**
 * Immutable description of a DaemonSet, as far as the readiness of a replacement node depends on it.
 *
 * @param uid identity
 * @param namespace it lives in
 * @param name in its namespace
 */
public record DaemonSet(String uid, String namespace, String name) {}
