package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;

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
     * @param look throws if that may not be which it is the last one before
     * @throws StepFailure also if each took too long
     */
    public void take(String object, Runnable before, Runnable look) {
        for (int looks = 1; looks <= MOST; looks++) {
            before.run();
            Duration begin = scheduler.elapsed();
            look.run();
            waits.checkCancelledAtOnce();
            if (scheduler.elapsed().minus(begin).compareTo(WITHIN) < 0) {
                return;
            }
        }
        throw new StepFailure(object, "a last look within " + WITHIN.toSeconds() + " s", "each took longer");
    }
}
