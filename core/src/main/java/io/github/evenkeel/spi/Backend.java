package io.github.evenkeel.spi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * An address and port that a load balancer sends traffic to.
 *
 * @param name the service's own, by which it is asked for and told of
 * @param address of the node
 * @param port on the node
 * @param weight its share, against the other backends of the set
 * @param maxConnections most connections at a time; zero for no limit
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

    /** Copies the set, in the order of the modes: whoever reads it finds the same words each time. */
    public Backend {
        modes = modes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(modes));
    }

    /**
     * One that the service has given no name yet: address and port stand for it, as in {@code 10.0.10.3:30080} and
     * {@code [2001:db8::3]:30080}. Once it is there, its name is the one that is read.
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

    /** The same backend by the name that its service has given it. */
    public Backend named(String other) {
        return new Backend(other, address, port, weight, maxConnections, modes);
    }

    /** Whether it is at the same address and port. */
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

    /** The same backend in one more mode. */
    public Backend with(Mode mode) {
        EnumSet<Mode> more = EnumSet.of(mode);
        more.addAll(modes);
        return new Backend(name, address, port, weight, maxConnections, more);
    }

    /** The same backend in one mode less. */
    public Backend without(Mode mode) {
        EnumSet<Mode> fewer = EnumSet.noneOf(Mode.class);
        fewer.addAll(modes);
        fewer.remove(mode);
        return new Backend(name, address, port, weight, maxConnections, fewer);
    }

    /** The same settings at another address, where the service has not named it yet. */
    public Backend at(String otherAddress) {
        return new Backend(otherAddress, port, weight, maxConnections, modes);
    }
}
