package io.github.evenkeel.roll;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.NodeProgress;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.spi.AnsweredRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Snapshot of a roll that the library makes. */
record UpgradeSnapshotRecord(
        String runId,
        UpgradeSnapshot.State state,
        List<NodeProgress> nodesUnderWay,
        Optional<Step> step,
        Optional<String> object,
        Optional<String> waitingFor,
        int nodesDone,
        int nodes,
        Duration elapsed,
        Optional<Forecast> forecast,
        List<AnsweredRequest> requests)
        implements UpgradeSnapshot {
    /** Copies the lists. */
    UpgradeSnapshotRecord {
        nodesUnderWay = List.copyOf(nodesUnderWay);
        requests = List.copyOf(requests);
    }
}
