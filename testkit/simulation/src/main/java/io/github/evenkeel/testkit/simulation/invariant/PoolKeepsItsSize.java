package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * Each pool keeps its size, or has the size that another client has set, and as many nodes more as the plan adds; after
 * the roll it has that many nodes.
 */
final class PoolKeepsItsSize extends Invariant {
    PoolKeepsItsSize() {
        super("S11");
    }

    @Override
    void changed(Truth truth) {
        for (Pool pool : truth.pools) {
            require(
                    pool.size >= pool.rightfulSize
                            && pool.size <= pool.rightfulSize + truth.limits.surge(pool) + pool.addedTaken,
                    "pool {} is meant to have {} nodes, and had {}",
                    pool.id,
                    pool.size,
                    pool.rightfulSize);
            require(
                    pool.size <= pool.rightfulSize + pool.addedTaken
                            || !ClaimsOfTheJournal.canBeRead(truth)
                            || ClaimsOfTheJournal.hasSurge(pool.id, truth),
                    "pool {} is meant to have {} nodes, and has {}; the journal has none that the run has added",
                    pool.id,
                    pool.rightfulSize,
                    pool.size);
        }
    }

    @Override
    void end(Ending ending, Truth truth) {
        changed(truth);
        for (Pool pool : truth.pools) {
            if (ending.outcome() == Ending.Outcome.COMPLETED && truth.undisturbed) {
                require(
                        pool.remaining() == pool.size,
                        "pool {} has {} nodes, and is meant to have {}",
                        pool.id,
                        pool.remaining(),
                        pool.size);
                for (Machine machine : pool.machines) {
                    if (!mayKnow(ending, truth)) {
                        continue;
                    }
                    require(
                            !machine.remains() || !truth.isToBeRolled(machine) || isLeftAside(machine, ending),
                            "all is done, and node {} is at {}",
                            machine,
                            machine.version);
                }
            }
        }
    }

    /** Which nodes have the image that their pool has by now, only the run knows that gave it to the pool. */
    private static boolean mayKnow(Ending ending, Truth truth) {
        return truth.change != Change.NEW_IMAGE || ending.reports().size() == 1;
    }

    private static boolean isLeftAside(Machine machine, Ending ending) {
        return ending.reports().stream()
                .flatMap(report -> report.nodes().stream())
                .anyMatch(node -> node.result() == NodeReport.Result.LEFT_ASIDE
                        && node.node().equals(machine.name));
    }
}
