package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Operation;
import org.jspecify.annotations.Nullable;

/** Work request of a service. */
public final class WorkRequest {
    public final String id;
    public final String kind;

    /** The cluster or balancer that is busy with it. */
    public final String resource;

    /** The machine that it deletes; null if it deletes none. */
    public @Nullable Machine machine;

    public Operation.State state = Operation.State.IN_PROGRESS;
    public @Nullable String detail;

    /** The service knows nothing of it any more. */
    public boolean vanished;

    /** Nothing that the run has asked for. */
    public boolean byOthers;

    /** It is told to have ended, and its effect is still to come. */
    public boolean effectDue;

    /** Accepted, and not begun. */
    public WorkRequest(String id, String kind, String resource) {
        this.id = id;
        this.kind = kind;
        this.resource = resource;
    }

    /** Whether its service still works on it. */
    public boolean isUnderway() {
        return state == Operation.State.IN_PROGRESS || effectDue;
    }
}
