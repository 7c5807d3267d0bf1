package io.github.evenkeel;

import io.github.evenkeel.spi.Resources;
import java.util.Map;

/**
 * Immutable part of a forecast with what is least during that time. Only the library implements it; methods may be
 * added in any release.
 */
public interface ForecastStage extends ForecastPart {
    /**
     * The least capacity that is free on all nodes that are ready and open to pods, together: each resource by itself.
     * Negative if pods have no place for a while.
     */
    Resources leastFree();

    /** The least number of backends that serve, by {@code LOAD_BALANCER/BACKEND_SET}. */
    Map<String, Integer> leastServing();
}
