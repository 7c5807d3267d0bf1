package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Scheduler;
import java.util.List;

/**
 * Waits and calls of one node, with its uncancellable sections. Scopes of one run share its control requests, its
 * events, and the state of the services.
 */
public record NodeScope(
        Scheduler scheduler,
        Timing timing,
        EventPublisher publisher,
        Waits waits,
        Retries retries,
        Operations operations,
        Reconciler reconciler) {
    /** The first scope of a run. */
    public static NodeScope begin(Scheduler scheduler, Timing timing, List<UpgradeListener> listeners) {
        return begin(scheduler, timing, new EventPublisher(scheduler, listeners));
    }

    /** The same for a run of which something has been told before. */
    public static NodeScope begin(Scheduler scheduler, Timing timing, EventPublisher publisher) {
        Waits waits = new Waits(scheduler, publisher, timing.calls().poll());
        return of(scheduler, timing, publisher, waits, new Retries(waits, publisher, scheduler, timing));
    }

    private static NodeScope of(
            Scheduler scheduler, Timing timing, EventPublisher publisher, Waits waits, Retries retries) {
        Operations operations = new Operations(waits, retries);
        return new NodeScope(
                scheduler, timing, publisher, waits, retries, operations, new Reconciler(waits, retries, operations));
    }

    /** Another scope of the same run. */
    public NodeScope another() {
        return another(publisher);
    }

    /** Another scope of the same run, whose events are about a node. */
    public NodeScope another(EventPublisher about) {
        Waits own = waits.another(about);
        return of(scheduler, timing, about, own, retries.waitingBy(own, about));
    }
}
