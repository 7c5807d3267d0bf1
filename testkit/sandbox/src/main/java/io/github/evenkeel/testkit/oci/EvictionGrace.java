package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How long Container Engine lets the pods of a node end, as an ISO 8601 duration from {@code PT0M} to {@code PT60M};
 * see <a href="https://docs.oracle.com/iaas/api/#/en/containerengine/20180222/NodePool/DeleteNode">DeleteNode</a>.
 */
final class EvictionGrace {
    private static final Duration MOST = Duration.ofMinutes(60);

    private EvictionGrace() {}

    static String checked(String field, String text) {
        Duration grace;
        try {
            grace = Duration.parse(text);
        } catch (DateTimeParseException none) {
            throw Refusal.invalid(field + " is '" + text + "'; a duration looks like PT60M");
        }
        if (grace.isNegative() || grace.compareTo(MOST) > 0) {
            throw Refusal.invalid(field + " is " + text + "; it must be from PT0M to PT60M");
        }
        return text;
    }

    static boolean isNone(String checked) {
        return Duration.parse(checked).isZero();
    }
}
