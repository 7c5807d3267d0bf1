package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backend set. */
public final class SimulatedSet {
    public final Balancer balancer;
    public final String name;
    public final Duration idleTimeout;

    /** By address and port. */
    public final Map<String, SimulatedBackend> backends = new LinkedHashMap<>();

    /** What each backend's settings should be: as they were at first, or as somebody else has set them since. */
    public final Map<String, Backend> rightful = new LinkedHashMap<>();

    /** Those that others have taken out, with their settings. */
    public final List<Backend> takenOut = new ArrayList<>();

    /** When somebody else changed it last; negative if nobody did. */
    public long changedByOthers = Long.MIN_VALUE / 2;

    /** How many backends others have taken out. */
    public int removedByOthers;

    /** A set without backends. */
    public SimulatedSet(Balancer balancer, String name, Duration idleTimeout) {
        this.balancer = balancer;
        this.name = name;
        this.idleTimeout = idleTimeout;
    }

    /** The backend at the address and port of {@code like}. */
    public @Nullable SimulatedBackend backend(Backend like) {
        return backends.get(like.name());
    }

    /** What its settings should be. */
    public Backend rightfully(Backend backend) {
        return rightful.getOrDefault(backend.name(), backend);
    }

    /** Whether it is drained, and nobody else wants it to be. */
    public boolean drainedByTheRun(Backend backend) {
        return backend.is(Backend.Mode.DRAIN) && !rightfully(backend).is(Backend.Mode.DRAIN);
    }

    /**
     * Backends that get connections and answer their health checks while those of one address are drained; backups only
     * if all others fail.
     */
    public int servingWell(String butAddress) {
        List<Backend> now = new ArrayList<>();
        Map<String, BackendHealth> unhealthyBackends = new HashMap<>();
        for (SimulatedBackend backend : backends.values()) {
            now.add(backend.config);
            if (!backend.healthy) {
                unhealthyBackends.put(backend.config.name(), BackendHealth.CRITICAL);
            }
        }
        return BackendSet.builder(name)
                .backends(now)
                .idleTimeout(idleTimeout)
                .build()
                .drainedAt(Set.of(butAddress))
                .serving(unhealthyBackends)
                .size();
    }

    @Override
    public String toString() {
        return balancer.id + "/" + name;
    }
}
