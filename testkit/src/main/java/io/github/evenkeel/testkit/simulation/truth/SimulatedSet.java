package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Backends that may get connections and answer their health checks, those of one address left out. */
    public int servingWell(String butAddress) {
        int well = 0;
        for (SimulatedBackend backend : backends.values()) {
            well += backend.config.serves()
                            && backend.healthy
                            && !backend.config.address().equals(butAddress)
                    ? 1
                    : 0;
        }
        return well;
    }

    @Override
    public String toString() {
        return balancer.id + "/" + name;
    }
}
