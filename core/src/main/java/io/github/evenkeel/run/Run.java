package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Scheduler;
import java.util.List;

/** What all parts of one run work with. */
public record Run(Scheduler scheduler, Timing timing, EventPublisher publisher, Waits waits, Retries retries) {
    public static Run begin(Scheduler scheduler, Timing timing, List<UpgradeListener> listeners) {
        return begin(scheduler, timing, new EventPublisher(scheduler, listeners));
    }

    /** The same for a run of which something has been told before. */
    public static Run begin(Scheduler scheduler, Timing timing, EventPublisher publisher) {
        Waits waits = new Waits(scheduler, publisher, timing.calls().poll());
        return new Run(scheduler, timing, publisher, waits, new Retries(waits, publisher, scheduler, timing));
    }
}
