package io.github.evenkeel.spi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * An address and port that a load balancer sends traffic to.
 *
 * @param address of the node
 * @param port on the node
 * @param weight its share, against the other backends of the set
 * @param maxConnections most connections at a time; zero for no limit
 * @param modes what is special about it
 */
public record Backend(String address, int port, int weight, int maxConnections, Set<Mode> modes) {
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

    /** Address and port, as services name a backend: {@code 10.0.10.3:30080}. */
    public String name() {
        return address + ":" + port;
    }

    /** Whether it is in that mode. */
    public boolean is(Mode mode) {
        return modes.contains(mode);
    }

    /** Whether it may get new connections: neither drained nor offline. */
    public boolean serves() {
        return !is(Mode.DRAIN) && !is(Mode.OFFLINE);
    }

    /** The same backend in one more mode. */
    public Backend with(Mode mode) {
        EnumSet<Mode> more = EnumSet.of(mode);
        more.addAll(modes);
        return new Backend(address, port, weight, maxConnections, more);
    }

    /** The same backend in one mode less. */
    public Backend without(Mode mode) {
        EnumSet<Mode> fewer = EnumSet.noneOf(Mode.class);
        fewer.addAll(modes);
        fewer.remove(mode);
        return new Backend(address, port, weight, maxConnections, fewer);
    }

    /** The same settings at another address. */
    public Backend at(String otherAddress) {
        return new Backend(otherAddress, port, weight, maxConnections, modes);
    }
}
