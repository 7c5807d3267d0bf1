package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.Objects;

/**
 * Immutable description of a version of an API that clients have requested, and that a release of Kubernetes removes.
 *
 * @param group such as {@code flowcontrol.apiserver.k8s.io}; empty for the core group
 * @param version such as {@code v1beta3}
 * @param resource such as {@code flowschemas}
 * @param removedIn first release without it; its patch number is 0
 */
public record DeprecatedApi(String group, String version, String resource, KubernetesVersion removedIn) {
    /** Refuses null. */
    public DeprecatedApi {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(removedIn, "removedIn");
    }

    /** As kubectl writes it: {@code flowschemas.v1beta3.flowcontrol.apiserver.k8s.io}. */
    @Override
    public String toString() {
        return resource + "." + version + (group.isEmpty() ? "" : "." + group);
    }
}
