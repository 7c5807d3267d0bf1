package io.github.evenkeel.spi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of a backend: an address and port that a load balancer sends traffic to.
 *
 * @param name that the service uses for it
 * @param address of the node
 * @param port on the node
 * @param weight its share, relative to the other backends of the set
 * @param maxConnections largest number of connections at a time; zero for no limit
 * @param modes what is special about it
 */
public record Backend(String name, String address, int port, int weight, int maxConnections, Set<Mode> modes) {
    /** What is special about a backend. */
    public enum Mode {
        /** Gets no new connections; those it has go on. */
        DRAIN,
        /** Gets traffic only when all the others fail their health check. */
        BACKUP,
        /** Gets nothing at all. */
        OFFLINE
    }

    /** Copies the set, in the order of the modes, so that texts made from it are always the same. */
    @MadeByBuilder
    public Backend {
        modes = modes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(modes));
    }

    /** Returns a copy with the name that the service has given it. */
    public Backend named(String other) {
        return toBuilder().name(other).build();
    }

    /** Whether it has the same address and port. */
    public boolean isAt(Backend other) {
        return address.equals(other.address) && port == other.port;
    }

    /** Whether it is in that mode. */
    public boolean is(Mode mode) {
        return modes.contains(mode);
    }

    /** Whether it may get new connections: neither drained nor offline. */
    public boolean acceptsTraffic() {
        return !is(Mode.DRAIN) && !is(Mode.OFFLINE);
    }

    /** Returns a copy with one more mode. */
    public Backend with(Mode mode) {
        EnumSet<Mode> more = EnumSet.of(mode);
        more.addAll(modes);
        return toBuilder().modes(more).build();
    }

    /** Returns a copy without a mode. */
    public Backend without(Mode mode) {
        EnumSet<Mode> fewer = EnumSet.noneOf(Mode.class);
        fewer.addAll(modes);
        fewer.remove(mode);
        return toBuilder().modes(fewer).build();
    }

    /** Returns a copy with the same settings at another address, not named by the service yet. */
    public Backend at(String otherAddress) {
        return Backend.builder(otherAddress, port)
                .weight(weight)
                .maxConnections(maxConnections)
                .modes(modes)
                .build();
    }

    /**
     * Begins one with what all of them have.
     *
     * @param address of the node
     * @param port on the node
     */
    public static Builder builder(String address, int port) {
        return new Builder(address, port);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(address, port);
        builder.name = name;
        builder.weight = weight;
        builder.maxConnections = maxConnections;
        builder.modes = modes;
        return builder;
    }

    /** Makes a {@link Backend}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String address;
        private int port;
        private @Nullable String name;
        private int weight = 1;
        private int maxConnections;
        private Set<Mode> modes = Set.of();

        private Builder(String address, int port) {
            this.address = Objects.requireNonNull(address, "address");
            this.port = port;
        }

        /** See {@link Backend#address()}. */
        public Builder address(String address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /** See {@link Backend#port()}. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** See {@link Backend#name()}; by default address and port, until the service has given it one. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** See {@link Backend#weight()}; by default 1. */
        public Builder weight(int weight) {
            this.weight = weight;
            return this;
        }

        /** See {@link Backend#maxConnections()}; by default 0. */
        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        /** See {@link Backend#modes()}; by default none. */
        public Builder modes(Set<Mode> modes) {
            this.modes = Objects.requireNonNull(modes, "modes");
            return this;
        }

        /** Makes it. */
        public Backend build() {
            return new Backend(
                    name == null ? (address.contains(":") ? "[" + address + "]" : address) + ":" + port : name,
                    address,
                    port,
                    weight,
                    maxConnections,
                    modes);
        }
    }
}
