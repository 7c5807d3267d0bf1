package io.github.evenkeel.run;

import java.time.Duration;

/**
 * What a wait is for, and how long it may take.
 *
 * @param object that has to come to be so
 * @param expected what it has to come to be
 * @param atMost how long that may take
 */
public record Goal(String object, String expected, Duration atMost) {}
