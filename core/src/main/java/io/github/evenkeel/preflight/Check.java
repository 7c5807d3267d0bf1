package io.github.evenkeel.preflight;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.Settings;
import java.util.List;

/** Looks for one kind of trouble before anything is touched. Pure: decides on what was observed alone. */
interface Check {
    List<Finding> findings(Observation world, Itinerary itinerary, Settings settings);
}
