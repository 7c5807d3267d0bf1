package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Rollouts;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A single replica that is to be surged is not evicted before another one serves on another node. Its rollout is
 * restarted once for each pod, while nothing rolls out, and only once its node was cordoned.
 */
final class SingleReplicasServe extends Invariant {
    private final Set<Machine> cordoned = new HashSet<>();

    SingleReplicasServe() {
        super("S26");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Cordon cordon) {
            cordoned.add(cordon.machine());
        } else if (act instanceof Act.Restart restart) {
            requireDue(restart, truth);
        } else if (act instanceof Act.Evict evict) {
            requireAnother(evict.pod(), truth);
        }
    }

    private void requireDue(Act.Restart restart, Truth truth) {
        Rollouts rollouts = Objects.requireNonNull(restart.app().rollouts, "only Deployments are restarted");
        Machine machine = restart.leaving().machine;
        require(truth.surging, "{} is restarted, and the plan does not say so", restart.app().name);
        require(
                !rollouts.restarts.contains(restart.leaving().uid),
                "{} is restarted twice for pod {}",
                restart.app().name,
                restart.leaving());
        require(rollouts.traits.isEmpty(), "{} is restarted, and is {}", restart.app().name, rollouts.traits);
        require(
                machine == null || machine.cordon.on() || cordoned.contains(machine) || !machine.joined,
                "{} is restarted, and node {} of its pod {} was never cordoned",
                restart.app().name,
                machine,
                restart.leaving());
    }

    private void requireAnother(SimulatedPod pod, Truth truth) {
        Rollouts rollouts = pod.app.rollouts;
        if (!truth.surging || rollouts == null || !rollouts.mayBeSurged() || !pod.serves) {
            return;
        }
        boolean another =
                truth.pods.values().stream().anyMatch(other -> other.app == pod.app && other != pod && other.serves);
        require(
                another || justNow(rollouts.brokenAt, truth),
                "pod {} is evicted from {}, and no other one of {} serves",
                pod,
                pod.machine,
                pod.app.name);
    }
}
