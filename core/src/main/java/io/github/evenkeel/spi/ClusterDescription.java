package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a managed cluster by its provider.
 *
 * @param id identity for the service
 * @param name display name
 * @param version of the control plane
 * @param lifecycle whether it accepts changes now
 * @param availableUpgrades versions the control plane can be upgraded to in one step
 * @param revision opaque; differs after every change of the cluster. Empty if the service has none
 */
public record ClusterDescription(
        String id,
        String name,
        KubernetesVersion version,
        Lifecycle lifecycle,
        List<KubernetesVersion> availableUpgrades,
        Optional<String> revision) {
    /** Copies the list. */
    @MadeByBuilder
    public ClusterDescription {
        availableUpgrades = List.copyOf(availableUpgrades);
    }

    /**
     * Begins one with what all of them have.
     *
     * @param id identity for the service
     * @param name what people call it
     * @param version of the control plane
     */
    public static Builder builder(String id, String name, KubernetesVersion version) {
        return new Builder(id, name, version);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, name, version);
        builder.lifecycle = lifecycle;
        builder.availableUpgrades = availableUpgrades;
        builder.revision = revision;
        return builder;
    }

    /** Makes a {@link ClusterDescription}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String id;
        private String name;
        private KubernetesVersion version;
        private Lifecycle lifecycle = Lifecycle.ACTIVE;
        private List<KubernetesVersion> availableUpgrades = List.of();
        private Optional<String> revision = Optional.empty();

        private Builder(String id, String name, KubernetesVersion version) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = Objects.requireNonNull(name, "name");
            this.version = Objects.requireNonNull(version, "version");
        }

        /** See {@link ClusterDescription#id()}. */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /** See {@link ClusterDescription#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link ClusterDescription#version()}. */
        public Builder version(KubernetesVersion version) {
            this.version = Objects.requireNonNull(version, "version");
            return this;
        }

        /** See {@link ClusterDescription#lifecycle()}; by default {@link Lifecycle#ACTIVE}. */
        public Builder lifecycle(Lifecycle lifecycle) {
            this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
            return this;
        }

        /** See {@link ClusterDescription#availableUpgrades()}; by default none. */
        public Builder availableUpgrades(List<KubernetesVersion> availableUpgrades) {
            this.availableUpgrades = Objects.requireNonNull(availableUpgrades, "availableUpgrades");
            return this;
        }

        /** See {@link ClusterDescription#revision()}; by default, and for null, none. */
        public Builder revision(@Nullable String revision) {
            this.revision = Optional.ofNullable(revision);
            return this;
        }

        /** Makes it. */
        public ClusterDescription build() {
            return new ClusterDescription(id, name, version, lifecycle, availableUpgrades, revision);
        }
    }
}
