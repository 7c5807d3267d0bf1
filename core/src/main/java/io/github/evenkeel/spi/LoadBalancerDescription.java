package io.github.evenkeel.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a load balancer by its service.
 *
 * @param id identity for the service
 * @param name display name
 * @param lifecycle whether it accepts changes now
 * @param addresses it listens on
 * @param backendSets all of them
 * @param revision opaque; differs after every change of the balancer. Empty if the service has none
 */
public record LoadBalancerDescription(
        String id,
        String name,
        Lifecycle lifecycle,
        List<String> addresses,
        List<BackendSet> backendSets,
        Optional<String> revision) {
    /** Copies the lists. */
    @MadeByBuilder
    public LoadBalancerDescription {
        addresses = List.copyOf(addresses);
        backendSets = List.copyOf(backendSets);
    }

    /** The backend set of that name, if it exists. */
    public Optional<BackendSet> backendSet(String name) {
        return backendSets.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param id identity for the service
     * @param name what people call it
     */
    public static Builder builder(String id, String name) {
        return new Builder(id, name);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, name);
        builder.lifecycle = lifecycle;
        builder.addresses = addresses;
        builder.backendSets = backendSets;
        builder.revision = revision;
        return builder;
    }

    /** Makes a {@link LoadBalancerDescription}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String id;
        private String name;
        private Lifecycle lifecycle = Lifecycle.ACTIVE;
        private List<String> addresses = List.of();
        private List<BackendSet> backendSets = List.of();
        private Optional<String> revision = Optional.empty();

        private Builder(String id, String name) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** See {@link LoadBalancerDescription#id()}. */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /** See {@link LoadBalancerDescription#name()}. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link LoadBalancerDescription#lifecycle()}; by default {@link Lifecycle#ACTIVE}. */
        public Builder lifecycle(Lifecycle lifecycle) {
            this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
            return this;
        }

        /** See {@link LoadBalancerDescription#addresses()}; by default none. */
        public Builder addresses(List<String> addresses) {
            this.addresses = Objects.requireNonNull(addresses, "addresses");
            return this;
        }

        /** See {@link LoadBalancerDescription#backendSets()}; by default none. */
        public Builder backendSets(List<BackendSet> backendSets) {
            this.backendSets = Objects.requireNonNull(backendSets, "backendSets");
            return this;
        }

        /** See {@link LoadBalancerDescription#revision()}; by default, and for null, none. */
        public Builder revision(@Nullable String revision) {
            this.revision = Optional.ofNullable(revision);
            return this;
        }

        /** Makes it. */
        public LoadBalancerDescription build() {
            return new LoadBalancerDescription(id, name, lifecycle, addresses, backendSets, revision);
        }
    }
}
