package io.github.evenkeel.preflight;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.Settings;
import java.util.Comparator;
import java.util.List;

/** All checks, in the order of the procedure. */
public final class Preflight {
    private static final List<Check> CHECKS = List.of(
            new VersionCheck(),
            new ControlPlaneCheck(),
            new NodePoolCheck(),
            new NodeCheck(),
            new BackendSetCheck(),
            new PodCheck(),
            new CapacityCheck(),
            new ProbeCheck());

    private Preflight() {}

    /** What was found; blockers first. Without a node to roll and a version to change there is nothing to find. */
    public static List<Finding> findings(Observation world, Itinerary itinerary, Settings settings) {
        return CHECKS.stream()
                .flatMap(check -> check.findings(world, itinerary, settings).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
