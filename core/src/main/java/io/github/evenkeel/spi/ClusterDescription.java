package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A managed cluster as its provider describes it.
 *
 * @param id identity for the service
 * @param name what people call it
 * @param version of the control plane
 * @param lifecycle whether it takes changes now
 * @param availableUpgrades versions the control plane can be upgraded to in one step
 * @param revision opaque; changes with every change of the cluster. Null if the service has none
 */
public record ClusterDescription(
        String id,
        String name,
        KubernetesVersion version,
        Lifecycle lifecycle,
        List<KubernetesVersion> availableUpgrades,
        @Nullable String revision) {
    /** Copies the list. */
    public ClusterDescription {
        availableUpgrades = List.copyOf(availableUpgrades);
    }
}
