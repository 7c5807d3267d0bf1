package io.github.evenkeel.testkit.simulation.truth;

import org.jspecify.annotations.Nullable;

/** Pod of the ground truth. */
public final class SimulatedPod {
    public final String uid;
    public final String name;
    public final App app;

    /** Where it is bound to; null while it waits for a place. */
    public @Nullable Machine machine;

    /** When it was bound to its machine. */
    public long boundAt;

    public boolean ready;

    /** Whether it is among the ready endpoints of its Service; known of the pods of Deployments alone. */
    public boolean serves;

    /** The template that it is made from: see {@link Rollouts#restartedFor}. */
    public @Nullable String template;

    /** End of its grace period, in nanoseconds; negative while its deletion is not requested. */
    public long dueAt = -1;

    /** A finalizer keeps its object. */
    public boolean held;

    /** Evicted within its budget, and not gone yet. */
    public boolean disrupted;

    /** Its address once it has a place; it keeps it. */
    public final String address;

    /** A pod that has no place yet. */
    public SimulatedPod(String uid, String name, App app) {
        this.uid = uid;
        int hash = uid.hashCode();
        address = "fd00::" + Integer.toHexString(hash >>> 16) + ":" + Integer.toHexString(hash & 0xffff);
        this.name = name;
        this.app = app;
    }

    /** Whether it is on its way out. */
    public boolean terminating() {
        return dueAt >= 0;
    }

    @Override
    public String toString() {
        return app.namespace + "/" + name + "(" + uid + ")";
    }
}
