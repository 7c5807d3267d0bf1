package io.github.evenkeel.roll;

import io.github.evenkeel.cluster.NodePoolUpdate;
import io.github.evenkeel.logbook.ReplacedNotes;
import io.github.evenkeel.preflight.ImageChoice;
import io.github.evenkeel.preflight.Itinerary;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What pools are told of the nodes that they make next. */
final class PoolUpdates {
    private PoolUpdates() {}

    static NodePoolUpdate of(Tools tools, NodePool pool) {
        Settings settings = tools.settings;
        NodeImage image = new ImageChoice(settings, tools.retries)
                .imageOf(pool)
                .orElseThrow(() -> new StepFailure(
                        "node pool " + pool.name(), "an image for " + Itinerary.versionFor(pool, settings), "none"));
        return new NodePoolUpdate(
                settings.cluster(), settings.pools(), pool.id(), Itinerary.versionFor(pool, settings), image);
    }

    /**
     * Names of the nodes that the run has made before it decides the rest; empty if it begins only now.
     *
     * @param replaced the nodes that are done
     */
    static Optional<Set<String>> made(Commission commission, List<ReplacedNotes> replaced) {
        return commission.resumed()
                ? Optional.of(replaced.stream().map(ReplacedNotes::by).collect(Collectors.toSet()))
                : Optional.empty();
    }
}
