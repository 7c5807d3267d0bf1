package io.github.evenkeel.spi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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
    public Backend {
        modes = modes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(modes));
    }

    /**
     * Describes a backend that the service has not named yet. Its name is made of address and port, as in
     * {@code 10.0.10.3:30080} and {@code [2001:db8::3]:30080}. Once it exists, use the name that the service returns.
     */
    public Backend(String address, int port, int weight, int maxConnections, Set<Mode> modes) {
        this(
                (address.contains(":") ? "[" + address + "]" : address) + ":" + port,
                address,
                port,
                weight,
                maxConnections,
                modes);
    }

    /** Returns a copy with the name that the service has given it. */
    public Backend named(String other) {
        return new Backend(other, address, port, weight, maxConnections, modes);
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
        return new Backend(name, address, port, weight, maxConnections, more);
    }

    /** Returns a copy without a mode. */
    public Backend without(Mode mode) {
        EnumSet<Mode> fewer = EnumSet.noneOf(Mode.class);
        fewer.addAll(modes);
        fewer.remove(mode);
        return new Backend(name, address, port, weight, maxConnections, fewer);
    }

    /** Returns a copy with the same settings at another address, not named by the service yet. */
    public Backend at(String otherAddress) {
        return new Backend(otherAddress, port, weight, maxConnections, modes);
    }
}
