package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.testkit.simulation.time.VirtualTime;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Budget;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.util.EnumSet;
import java.util.Set;

/** API server's part for evictions, pods and budgets. */
final class PodEvictions {
    private static final Resources SMALL = new Resources(100, 128L << 20, 1);

    private final World world;

    PodEvictions(World world) {
        this.world = world;
    }

    /** As the server's registry decides: only pods that are at work count. */
    EvictionAnswer verdict(SimulatedPod pod) {
        Budget budget = pod.app.budget;
        boolean counts = pod.machine != null && !pod.terminating();
        if (budget == null || !counts || (!pod.ready && budget.healthy >= budget.needed && budget.needed > 0)) {
            return EvictionAnswer.of(Verdict.ACCEPTED);
        }
        return budget.allowed > 0
                ? EvictionAnswer.of(Verdict.ACCEPTED)
                : EvictionAnswer.of(
                        Verdict.BUDGET_EXHAUSTED,
                        "The disruption budget " + pod.app.name + " needs " + budget.needed + " healthy pods and has "
                                + budget.healthy + " currently");
    }

    void letGo(SimulatedPod pod) {
        if (pod.terminating()) {
            return;
        }
        Budget budget = pod.app.budget;
        if (budget != null && pod.ready) {
            budget.allowed--;
            budget.underway++;
            budget.evicted++;
            world.controllers.budgetChanged(budget);
        }
        world.controllers.terminate(pod);
    }

    static Pod look(SimulatedPod pod) {
        Machine machine = pod.machine;
        Set<Pod.Trait> traits = EnumSet.noneOf(Pod.Trait.class);
        if (pod.ready) {
            traits.add(Pod.Trait.READY);
        }
        if (pod.app.kind == App.Kind.STATIC) {
            traits.add(Pod.Trait.MIRROR);
        }
        return Pod.builder(pod.uid, pod.app.namespace, pod.name)
                .nodeName(machine == null ? null : machine.name)
                .phase(machine == null ? Pod.Phase.PENDING : Pod.Phase.RUNNING)
                .controller(pod.app.owner())
                .labels(pod.app.labels())
                .claims(pod.app.keepsVolumes() ? Set.of("data-" + pod.name) : Set.of())
                .traits(traits)
                .requests(SMALL)
                .priority(pod.app.everywhere() ? 2_000_001_000 : 0)
                .addresses(machine == null ? Set.of() : Set.of(pod.address))
                .deletionDue(pod.terminating() ? VirtualTime.at(pod.dueAt) : null)
                .build();
    }

    static DisruptionBudget look(Budget budget) {
        return DisruptionBudget.builder(
                        budget.app.namespace, budget.app.name, PodSelector.ofLabels(budget.app.labels()))
                .revision(String.valueOf(budget.revision))
                .healthy(budget.healthy)
                .needed(budget.needed)
                .expected(budget.expected)
                .allowed(budget.allowed)
                .underway(budget.underway)
                .modes(EnumSet.of(DisruptionBudget.Mode.OBSERVED))
                .build();
    }
}
