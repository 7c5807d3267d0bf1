package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.List;

/**
 * However a run ends, the nodes that it has added are gone, or in the report with what is left to do. The run never
 * lets the service choose a machine that goes: neither by a size below the number of machines, nor by a change of a
 * pool of which a deletion has failed, while the node of that still has pods or traffic.
 */
final class NoSurgeNodeIsLeft extends Invariant {
    NoSurgeNodeIsLeft() {
        super("S18");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.ResizePool resize) {
            require(
                    resize.size() >= resize.pool().remaining(),
                    "pool {} gets the size {}, and has {} machines, of which the service has to choose",
                    resize.pool(),
                    resize.size(),
                    resize.pool().remaining());
            for (Machine machine : resize.pool().machines) {
                require(
                        !machine.deletionFailed || !machine.remains() || isIdle(machine, truth),
                        "pool {} gets the size {}, with which the service deletes node {}",
                        resize.pool(),
                        resize.size(),
                        machine);
            }
        }
    }

    private static boolean isIdle(Machine machine, Truth truth) {
        return machine.pods.stream().allMatch(pod -> pod.app.everywhere() || pod.boundAt >= truth.askedAt - JUST_NOW)
                && truth.balancers.stream()
                        .flatMap(balancer -> balancer.sets.stream())
                        .flatMap(set -> set.backends.values().stream())
                        .noneMatch(backend -> backend.accepting && machine.has(backend.config.address()));
    }

    @Override
    void end(Ending ending, Truth truth) {
        for (Pool pool : truth.pools) {
            require(
                    pool.size <= pool.rightfulSize + pool.addedTaken || isNamed(pool, ending, truth),
                    "pool {} has the size {} at the end, and is meant to have {}; nothing says what is left to do",
                    pool,
                    pool.size,
                    pool.rightfulSize);
        }
    }

    private static boolean isNamed(Pool pool, Ending ending, Truth truth) {
        if (ending.reports().isEmpty()) {
            // A process was killed, and the next one was refused: the journal has it.
            return truth.journalSpoilt || ClaimsOfTheJournal.hasSurge(pool.id, truth);
        }
        return truth.journalSpoilt
                || ending.reports().stream()
                        .flatMap(report -> report.failure().map(Failure::manualSteps).orElse(List.of()).stream())
                        .map(ManualStep::what)
                        .anyMatch(line -> line.contains("node pool " + pool.id) && line.contains("size"));
    }
}
