package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.simulation.invariant.Call;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Earlier results of reads, for stale reads. */
final class Past {
    private static final long STALE_AT_MOST = 5_000_000_000L;

    private final World world;
    private final boolean needed;
    private final Map<String, Answers> answers = new HashMap<>();

    /** The last result, and the last that differs from it. */
    private static final class Answers {
        private Object last;
        private long lastAt;
        private @Nullable Object before;
        private long beforeAt;

        Answers(Object first, long now) {
            last = first;
            lastAt = now;
        }

        void add(Object answer, long now) {
            if (!answer.equals(last)) {
                before = last;
                beforeAt = lastAt;
                last = answer;
            }
            lastAt = now;
        }
    }

    Past(World world) {
        this.world = world;
        needed = world.faults.include(Fault.STALE_READ) || world.faults.include(Fault.CONTRADICTORY_READ);
    }

    /** What a read shows of what is so. */
    @SuppressWarnings("unchecked") // the same call has answers of the same type
    <T> T shown(Call call, String object, T now) {
        if (!needed) {
            return now;
        }
        long time = world.truth.now;
        Answers known = answers.get(call + " " + object);
        if (known == null) {
            answers.put(call + " " + object, new Answers(now, time));
            return now;
        }
        Object before = known.before;
        if (before != null
                && time - known.beforeAt < STALE_AT_MOST
                && world.faults.strikes(Fault.CONTRADICTORY_READ, call)) {
            return (T) before;
        }
        boolean changed = !now.equals(known.last);
        if (changed && time - known.lastAt < STALE_AT_MOST && world.faults.strikes(Fault.STALE_READ, call)) {
            return (T) known.last;
        }
        known.add(now, time);
        return now;
    }
}
