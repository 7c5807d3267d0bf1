package io.github.evenkeel.run;

import java.time.Duration;
import java.util.Locale;

/**
 * Condition of a wait, with its limit.
 *
 * @param object the resource
 * @param expected state that the wait is for
 * @param atMost limit of the wait
 */
public record WaitCondition(String object, String expected, Duration atMost) {
    /** What is expected, and by when: {@code Ready within 20m}. */
    String expectedInTime() {
        // PT1H2M3.5S is for machines
        return expected + " within " + atMost.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
