package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * However a run ends, no node that stays has the taint of outdated nodes, or the report has the manual step. No node of
 * the run has it that is new, and a run without the option gives it to none.
 */
final class NoTaintIsLeft extends Invariant {
    NoTaintIsLeft() {
        super("S27");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.SetTaints taints && !taints.machine().taints.contains(Taint.OUTDATED)) {
            require(
                    taints.machine().original || !taints.machine().version.equals(truth.target),
                    "node {} is tainted as outdated, and is new",
                    taints.machine());
        }
    }

    @Override
    void end(Ending ending, Truth truth) {
        String run = truth.journal == null ? null : truth.journal.get("run");
        if (run != null && run.contains("&state=UNDERWAY")) {
            return; // the process that ends it removes them
        }
        for (Machine machine :
                truth.pools.stream().flatMap(pool -> pool.machines.stream()).toList()) {
            require(
                    !machine.joined
                            || !machine.remains()
                            || !machine.taints.contains(Taint.OUTDATED)
                            || truth.journalSpoilt
                            || ending.reports().isEmpty()
                            || ending.reports().stream().anyMatch(report -> isNamed(machine, report)),
                    "node {} still has the taint of outdated nodes, and the report does not say so",
                    machine);
        }
    }

    private static boolean isNamed(Machine machine, UpgradeReport report) {
        return report.manualSteps().stream()
                .map(ManualStep::what)
                .anyMatch(line -> line.contains(Taint.OUTDATED.key())
                        && (line.contains("node " + machine.name) || line.contains("the nodes of the cluster")));
    }
}
