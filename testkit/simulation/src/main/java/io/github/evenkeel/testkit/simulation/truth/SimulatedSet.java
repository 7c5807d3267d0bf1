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

/** Backend set of the ground truth. */
public final class SimulatedSet {
    private static final long SEEN_WITHIN = Duration.ofSeconds(30).toNanos();

    public final Balancer balancer;
    public final String name;
    public final Duration idleTimeout;

    /** By address and port. */
    public final Map<String, SimulatedBackend> backends = new LinkedHashMap<>();

    /**
     * The settings that each backend should have: those at the beginning, or those that another client has set since.
     */
    public final Map<String, Backend> rightful = new LinkedHashMap<>();

    /** Node port of all backends, if a service controller keeps the set. */
    public int port;

    /** Backends that other clients have removed, with all settings with which a run may know them. */
    public final List<Backend> takenOut = new ArrayList<>();

    private final Map<String, Edit> edits = new HashMap<>();

    /**
     * Change of a backend by another client.
     *
     * @param before its settings until then
     * @param at when, in nanoseconds
     */
    private record Edit(Backend before, long at) {}

    /** Time of the last change by another client; negative if there was none. */
    public long changedByOthers = Long.MIN_VALUE / 2;

    /** How many backends other clients have removed. */
    public int removedByOthers;

    /** A set without backends. */
    public SimulatedSet(Balancer balancer, String name, Duration idleTimeout) {
        this.balancer = balancer;
        this.name = name;
        this.idleTimeout = idleTimeout;
    }

    /** Whether a service controller keeps it. */
    public boolean isOfService() {
        return balancer.service != null;
    }

    /** Whether a node answers only beside a pod: how many there are is for the budget of the pods to say. */
    public boolean isLocal() {
        SimulatedService service = balancer.service;
        return service != null && service.local != null;
    }

    /** The backend at the address and port of {@code like}. */
    public @Nullable SimulatedBackend backend(Backend like) {
        return backends.get(like.name());
    }

    /** What its settings should be. */
    public Backend rightfully(Backend backend) {
        return rightful.getOrDefault(backend.name(), backend);
    }

    /** Another client has written it, and wants it so from then on. */
    public void edited(Backend settings, long now) {
        edits.put(settings.name(), new Edit(rightfully(settings), now));
        rightful.put(settings.name(), settings);
    }

    /** Another client has removed a backend. A run can't know of an edit that came just before. */
    public void removed(String name, long now) {
        Backend settings = rightful.remove(name);
        Edit last = edits.remove(name);
        if (settings != null) {
            takenOut.add(settings);
        }
        if (last != null && last.at >= now - SEEN_WITHIN) {
            takenOut.add(last.before);
        }
        removedByOthers++;
    }

    /** All settings of a backend with which a run may know it: those that it has, or had before others changed it. */
    public List<Backend> known(String backendName) {
        List<Backend> known = new ArrayList<>(takenOut);
        known.removeIf(backend -> !backend.name().equals(backendName));
        Backend now = rightful.get(backendName);
        if (now != null) {
            known.add(now);
        }
        Edit last = edits.get(backendName);
        if (last != null) {
            known.add(last.before);
        }
        return known;
    }

    /** Whether the run has drained it, and no other client. */
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
