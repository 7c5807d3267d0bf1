package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Scheduler;
import java.util.List;

/**
 * What the work on one node goes through: its waiting, with what must not be cancelled, and its calls. Scopes of one
 * run share what is asked of the run, what is told of it, and what is known of the services.
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
