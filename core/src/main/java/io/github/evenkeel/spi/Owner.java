package io.github.evenkeel.spi;

/**
 * The controller that keeps a pod.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code ReplicaSet}
 * @param name of the controller
 * @param uid identity
 */
public record Owner(String apiVersion, String kind, String name, String uid) {
    /** Whether it is a DaemonSet: one of apps/v1, not somebody else's kind of the same name. */
    public boolean isDaemonSet() {
        return kind.equals("DaemonSet") && apiVersion.equals("apps/v1");
    }
}
