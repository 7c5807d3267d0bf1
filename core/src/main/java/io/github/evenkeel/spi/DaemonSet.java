package io.github.evenkeel.spi;

/**
 * A DaemonSet, as far as a replacement node's readiness depends on it.
 *
 * @param uid identity
 * @param namespace it lives in
 * @param name in its namespace
 */
public record DaemonSet(String uid, String namespace, String name) {}
