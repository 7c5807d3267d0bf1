package io.github.evenkeel.prometheus;

import java.util.function.DoublePredicate;

/**
 * Comparison of values with a limit. NaN is not well, whatever the comparison is.
 *
 * @param words for messages, such as {@code below}
 * @param limit to compare with
 * @param well whether a value is as it has to be
 */
record Comparison(String words, double limit, DoublePredicate well) {
    /** Refuses a limit that nothing can be compared with. */
    Comparison {
        if (Double.isNaN(limit)) {
            throw new IllegalArgumentException("the limit is NaN; expected a number");
        }
    }

    boolean holds(double value) {
        return !Double.isNaN(value) && well.test(value);
    }

    @Override
    public String toString() {
        return words + " " + limit;
    }
}
