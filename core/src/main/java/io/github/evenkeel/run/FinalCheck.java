package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;

/**
 * The look before something that others would suffer from. It is the last one only if nothing has held the run up since
 * it began: a process may have been stopped meanwhile, or a service have been slow to answer.
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
