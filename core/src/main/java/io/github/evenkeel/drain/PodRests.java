package io.github.evenkeel.drain;

import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Backoff for pods whose evictions are refused, or fail, for reasons of their own. It grows each time, so that a slow
 * response, such as that of a hanging webhook, delays the other pods less and less.
 */
final class PodRests {
    private static final int LONGEST = 12;

    private record Rest(int times, Duration until) {}

    private final Duration shortest;
    private final Map<String, Rest> rests = new HashMap<>();

    PodRests(Duration shortest) {
        this.shortest = shortest;
    }

    boolean has(Pod pod, Duration now) {
        Rest rest = rests.get(pod.uid());
        return rest != null && now.compareTo(rest.until) < 0;
    }

    void asked(Pod pod, EvictionAnswer answer, Duration now) {
        if (answer.verdict() != Verdict.REFUSED && answer.verdict() != Verdict.THROTTLED) {
            rests.remove(pod.uid());
            return;
        }
        Rest before = rests.get(pod.uid());
        int times = before == null ? 0 : before.times;
        Duration grown = shortest.multipliedBy(Math.min(LONGEST, 1L << Math.min(times, 4)));
        Duration wanted = answer.retryAfter().orElse(Duration.ZERO);
        rests.put(pod.uid(), new Rest(times + 1, now.plus(wanted.compareTo(grown) > 0 ? wanted : grown)));
    }
}
