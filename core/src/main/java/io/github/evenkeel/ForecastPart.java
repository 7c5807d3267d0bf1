package io.github.evenkeel;

import java.time.Duration;

/** Immutable part of a forecast. Only the library implements it; methods may be added in any release. */
public interface ForecastPart {
    /** The control plane, node pool, wave or node: {@code node 10.0.10.3}. */
    String object();

    /** When it begins, from the begin of the roll. */
    Duration begins();

    /** How long it takes. */
    Duration takes();
}
