package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a managed cluster by its provider.
 *
 * @param id identity for the service
 * @param name display name
 * @param version of the control plane
 * @param lifecycle whether it accepts changes now
 * @param availableUpgrades versions the control plane can be upgraded to in one step
 * @param revision opaque; differs after every change of the cluster. Null if the service has none
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
