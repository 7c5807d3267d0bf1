package io.github.evenkeel.testkit.simulation.truth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Load balancer of the ground truth. */
public final class Balancer {
    public final String id;
    public final List<SimulatedSet> sets = new ArrayList<>();

    /** For which a service controller keeps it; null if it was made by hand. */
    public final @Nullable SimulatedService service;

    public long revision;

    /** When that was, in nanoseconds. */
    public long revisedAt;

    /** Without sets. */
    public Balancer(String id) {
        this(id, null);
    }

    /** The same of a Service. */
    public Balancer(String id, @Nullable SimulatedService service) {
        this.id = id;
        this.service = service;
    }

    /** What people call it; a service controller calls it by the UID of its Service. */
    public String name() {
        return service == null ? id : service.uid();
    }

    /** Something about it is another way from now on. */
    public void revised(long now) {
        revision++;
        revisedAt = now;
    }
}
