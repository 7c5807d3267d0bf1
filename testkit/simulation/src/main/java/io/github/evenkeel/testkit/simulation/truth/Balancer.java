package io.github.evenkeel.testkit.simulation.truth;

import java.util.ArrayList;
import java.util.List;

/** Load balancer of the ground truth. */
public final class Balancer {
    public final String id;
    public final List<SimulatedSet> sets = new ArrayList<>();
    public long revision;

    /** When that was, in nanoseconds. */
    public long revisedAt;

    /** Without sets. */
    public Balancer(String id) {
        this.id = id;
    }

    /** Something about it is another way from now on. */
    public void revised(long now) {
        revision++;
        revisedAt = now;
    }
}
