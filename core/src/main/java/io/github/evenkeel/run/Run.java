package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Timeline;
import java.util.List;

/** What all parts of one run work with. */
public record Run(Timeline timeline, Timing timing, Diary diary, Waits waits, Retries retries) {
    public static Run begin(Timeline timeline, Timing timing, List<UpgradeListener> listeners) {
        return begin(timeline, timing, new Diary(timeline, listeners));
    }

    /** The same for a run of which something has been told before. */
    public static Run begin(Timeline timeline, Timing timing, Diary diary) {
        Waits waits = new Waits(timeline, diary, timing.poll());
        return new Run(timeline, timing, diary, waits, new Retries(waits, diary, timeline, timing));
    }
}
