package io.github.evenkeel.run;

import java.time.Duration;
import java.util.Locale;

/**
 * What a wait is for, and how long it may take.
 *
 * @param object that has to come to be so
 * @param expected what it has to come to be
 * @param atMost how long that may take
 */
public record WaitCondition(String object, String expected, Duration atMost) {
    /** What is expected, and by when: {@code Ready within 20m}. */
    String expectedInTime() {
        // PT1H2M3.5S is for machines
        return expected + " within " + atMost.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
