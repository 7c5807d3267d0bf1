package io.github.evenkeel.spi;

/**
 * Immutable reference to the controller of a pod.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code ReplicaSet}
 * @param name of the controller
 * @param uid identity
 */
public record Owner(String apiVersion, String kind, String name, String uid) {
    /** Whether it is a DaemonSet of apps/v1, and not a custom resource of the same kind. */
    public boolean isDaemonSet() {
        return kind.equals("DaemonSet") && apiVersion.equals("apps/v1");
    }
}
