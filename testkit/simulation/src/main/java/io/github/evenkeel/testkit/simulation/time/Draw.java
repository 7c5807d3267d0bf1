package io.github.evenkeel.testkit.simulation.time;

import java.time.Duration;
import java.util.List;

/**
 * Random numbers from a seed: the same numbers in the same order, in any process. Each concern has its own stream, so
 * that one more draw for one does not change the others.
 *
 * <p>SplitMix64, as in Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014).
 */
public final class Draw {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** A stream for one concern of one seed. */
    public Draw(long seed, String concern) {
        state = mix(seed * GOLDEN_GAMMA) ^ mix(concern.hashCode());
    }

    /** Any number. */
    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From zero to {@code bound}, without it. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next() >>> 1, bound);
    }

    /** Both ends included. */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Nanoseconds, between whole milliseconds. */
    public long millis(int least, int most) {
        return between(least, most) * 1_000_000L;
    }

    /** Nanoseconds, between whole seconds; any millisecond in between may come. */
    public long seconds(int least, int most) {
        return millis(least * 1000, most * 1000);
    }

    /** True once in so many draws, in the long run. */
    public boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** True in so many of a hundred draws, in the long run. */
    public boolean percent(int chance) {
        return below(100) < chance;
    }

    /** One of them. */
    public <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    Duration upTo(Duration atMost) {
        return Duration.ofNanos(Long.remainderUnsigned(next() >>> 1, atMost.toNanos() + 1));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
