package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashSet;
import java.util.Set;

/**
 * The run removes pods by eviction only, within their budgets: it deletes none in spite of its budget, deletes no node
 * that still has pods, and does not evict pods of DaemonSets and mirror pods. Volumes are detached before the deletion.
 * The run begins no node whose pods can never be evicted.
 */
final class PodsLeaveByEviction extends Invariant {
    /** From the server's verdicts to the first touch: each call between them may be made again for a while. */
    private static final long SEVERAL_CALLS = 4 * JUST_NOW;

    private final Set<String> begun = new HashSet<>();

    PodsLeaveByEviction() {
        super("S6");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.DeletePod delete) {
            require(
                    truth.budgetsMayBePassed && !delete.pod().app.everywhere(),
                    "pod {} is deleted past its budget",
                    delete.pod());
        } else if (act instanceof Act.Evict evict) {
            require(!evict.pod().app.everywhere(), "pod {} belongs to its node, and is evicted", evict.pod());
            requireOthersAreReady(evict.pod(), truth);
        } else if (act instanceof Act.Write || (act instanceof Act.Cordon cordon && !cordon.leavesAside())) {
            Machine machine = Touched.by(act, truth);
            if (machine != null && begun.add(machine.instanceId)) {
                requireWillingBudgets(machine, truth);
            }
        } else if (act instanceof Act.Delete delete) {
            require(
                    delete.machine().attached.isEmpty() || truth.goesOnForAnother(),
                    "node {} is deleted with volumes of pods that have left it attached: {}",
                    delete.machine(),
                    delete.machine().attached);
            for (SimulatedPod pod : delete.machine().pods) {
                require(
                        pod.app.everywhere() || pod.boundAt >= truth.askedAt - JUST_NOW,
                        "node {} is deleted with pod {} on it",
                        delete.machine(),
                        pod);
            }
        }
    }

    /** The budget of a pod holds over all nodes that are under way. */
    private void requireOthersAreReady(SimulatedPod pod, Truth truth) {
        Budget budget = pod.app.budget;
        if (budget == null || !pod.ready || pod.terminating() || budget.neededSince >= truth.now - JUST_NOW) {
            return;
        }
        long ready = truth.pods.values().stream()
                .filter(other -> other.app == pod.app && other.ready && !other.terminating())
                .count();
        require(
                ready > budget.needed || budget.hasLostOthers(ready),
                "pod {} is evicted, {} pods of its budget are ready, and {} are needed",
                pod,
                ready,
                budget.needed);
    }

    /** A budget that can never let go, and has been so for a while, is a reason not to begin. */
    private void requireWillingBudgets(Machine machine, Truth truth) {
        for (SimulatedPod pod : machine.pods) {
            Budget budget = pod.app.budget;
            require(
                    budget == null
                            || truth.budgetsMayBePassed
                            || (truth.surging && pod.app.rollouts != null)
                            || budget.needed < pod.app.replicas
                            || budget.neededSince >= truth.now - SEVERAL_CALLS
                            || (budget.neededSince >= truth.stoodStillAt && justNow(truth.stoodStillUntil, truth))
                            || budget.allowed > 0
                            || budget.healthy < budget.expected
                            || budget.underway > 0
                            || justNow(budget.countedAt, truth),
                    "node {} is begun, and the budget of pod {} can never let it go",
                    machine,
                    pod);
        }
    }
}
