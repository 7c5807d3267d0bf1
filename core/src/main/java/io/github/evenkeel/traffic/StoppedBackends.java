package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.Backend.Mode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Backends that this run, or the one that it goes on with, has asked to be drained or taken offline, as far as that can
 * be known.
 *
 * <p>Thread-safe.
 */
final class StoppedBackends {
    private final Map<Mode, Set<BackendMembership.Place>> stopped = Map.of(
            Mode.DRAIN, ConcurrentHashMap.newKeySet(),
            Mode.OFFLINE, ConcurrentHashMap.newKeySet());
    private final Set<BackendMembership.Place> unsettled = ConcurrentHashMap.newKeySet();

    /** The run, or the one before it, may have done that to a backend. */
    void add(Mode mode, BackendMembership membership) {
        in(mode).add(membership.place());
    }

    /** A change that stops a backend has come to its end, or has failed. */
    void ended(Mode mode, BackendMembership membership, DesiredBackend change) {
        if (change.unsettled()) {
            unsettled.add(membership.place());
        }
        if (change.unsettled() || change.asked()) {
            add(mode, membership);
        }
    }

    boolean contain(Mode mode, BackendMembership membership) {
        return in(mode).contains(membership.place());
    }

    /** What was done to a backend. */
    Set<Mode> modesOf(BackendMembership membership) {
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        stopped.keySet().stream().filter(mode -> contain(mode, membership)).forEach(modes::add);
        return modes;
    }

    /** Whether a change of a backend has not been seen to come to its end. */
    boolean isUnsettled(BackendMembership membership) {
        return unsettled.contains(membership.place());
    }

    private Set<BackendMembership.Place> in(Mode mode) {
        return Objects.requireNonNull(stopped.get(mode), "a mode that stops a backend");
    }
}
