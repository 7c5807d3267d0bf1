package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;

/**
 * Check just before a change that could harm applications. It counts only if it was fast: if the process was suspended
 * meanwhile, or a service was slow to respond, it is repeated.
 */
public final class FinalCheck {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int MOST = 10;

    private final Scheduler scheduler;
    private final Waits waits;

    public FinalCheck(Scheduler scheduler, Waits waits) {
        this.scheduler = scheduler;
        this.waits = waits;
    }

    /**
     * Looks until a look has been quick.
     *
     * @param before done before each, however long that takes
     * @param preconditions of what comes after the check
     * @throws StepFailure if one of them does not hold, or each look took too long
     */
    public void take(String object, Runnable before, List<Precondition> preconditions) {
        for (int looks = 1; looks <= MOST; looks++) {
            before.run();
            Duration begin = scheduler.elapsed();
            preconditions.forEach(Precondition::require);
            waits.checkCancelledAtOnce();
            if (scheduler.elapsed().minus(begin).compareTo(WITHIN) < 0) {
                return;
            }
        }
        throw new StepFailure(object, "a last look within " + WITHIN.toSeconds() + " s", "each took longer");
    }
}
