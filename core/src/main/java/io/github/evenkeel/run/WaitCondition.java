package io.github.evenkeel.run;

import java.time.Duration;
import java.util.Locale;

/**
 * Condition of a wait, with its limit.
 *
 * @param object the resource
 * @param expected state that the wait is for
 * @param atMost limit of the wait
 * @param apart least time between two polls, unless the plan's own is shorter
 */
public record WaitCondition(String object, String expected, Duration atMost, Duration apart) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    public WaitCondition(String object, String expected, Duration atMost) {
        this(object, expected, atMost, Duration.ZERO);
    }

    /** The same, if it hardly comes about within seconds: it is not asked for several times a second. */
    public WaitCondition unhurried() {
        return new WaitCondition(object, expected, atMost, SECOND);
    }

    /** What is expected, and by when: {@code Ready within 20m}. */
    String expectedInTime() {
        return expected + " within " + text(atMost);
    }

    /** A time for people: {@code 1h2m3.5s}. */
    public static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT); // PT1H2M3.5S is for machines
    }

    /** It and what is there instead, as long as it does not hold. */
    String unmet(String found) {
        return object + ": " + expected + "; now " + found;
    }
}
