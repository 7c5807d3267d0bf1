package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.model.NodeCount;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No two nodes of different domains are under way at once where the plan says so, and in each domain no more than its
 * share where it spreads them evenly. A wave begins when all nodes of the one before are done, and it has passed its
 * soak.
 */
final class SpreadAndWaves extends Invariant {
    private final Set<Machine> underWay = new HashSet<>();

    /** Those that were begun, and are neither replaced nor put back: also while their successors are awaited. */
    private final Set<Machine> unfinished = new HashSet<>();

    private final Map<Object, List<Machine>> begun = new HashMap<>();
    private final Map<Object, Long> doneAt = new HashMap<>();

    SpreadAndWaves() {
        super("S20");
    }

    /**
     * Of the nodes of each group that were still to be rolled when the present run began, for each run but the first.
     */
    private final Map<Object, Integer> left = new HashMap<>();

    private String run = "";

    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (event instanceof UpgradeEvent.StepStarted started && started.step().equals(Step.PREPARE)) {
            begins(event.source().runId(), truth);
        }
        if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            unfinished.removeIf(machine -> replaced.report().instanceId().equals(machine.instanceId));
            underWay.removeIf(machine -> {
                boolean done = replaced.report().node().equals(machine.name);
                if (done) {
                    doneAt.put(group(machine.pool, truth), truth.now);
                }
                return done;
            });
        }
    }

    /** A run that does not go on with the one before it divides what that one has left into waves of its own. */
    private void begins(String another, Truth truth) {
        if (!run.isEmpty() && !run.equals(another)) {
            begun.clear();
            unfinished.clear();
            doneAt.clear();
            left.clear();
            truth.pools.forEach(pool -> left.merge(group(pool, truth), toRoll(pool, truth), Integer::sum));
        }
        run = another;
    }

    private static int toRoll(Pool pool, Truth truth) {
        return (int) pool.machines.stream()
                .filter(machine -> machine.remains() && truth.isToBeRolled(machine))
                .count();
    }

    @Override
    void before(Act act, Truth truth) {
        Machine touched = Touched.by(act, truth);
        if (touched == null || !touched.original || underWay.contains(touched)) {
            return;
        }
        underWay.removeIf(machine -> !machine.remains() || isDone(machine, truth));
        List<Machine> sameDomain = underWay.stream()
                .filter(machine -> truth.limits.domain(machine).equals(truth.limits.domain(touched)))
                .toList();
        switch (truth.limits.rollout().spread()) {
            case NONE, ONE_AVAILABILITY_DOMAIN, ONE_FAULT_DOMAIN ->
                require(
                        sameDomain.size() == underWay.size(),
                        "node {} in {} is begun while {} are under way elsewhere",
                        touched,
                        truth.limits.domain(touched),
                        underWay);
            case EVEN_AVAILABILITY_DOMAINS, EVEN_FAULT_DOMAINS ->
                require(
                        sameDomain.size() < truth.limits.atOncePerDomain(),
                        "node {} in {} is begun while {} are under way there",
                        touched,
                        truth.limits.domain(touched),
                        sameDomain);
        }
        unfinished.removeIf(machine -> isDone(machine, truth));
        requireWave(touched, truth);
        underWay.add(touched);
        unfinished.add(touched);
    }

    private void requireWave(Machine touched, Truth truth) {
        Object group = group(touched.pool, truth);
        List<Machine> before = begun.computeIfAbsent(group, any -> new ArrayList<>());
        if (before.contains(touched)) {
            return; // by a process that goes on for another one
        }
        // What others have replaced is in no wave any more, or was in none.
        boolean first = truth.undisturbed && opensWave(before.size(), group, truth);
        if (first) {
            require(
                    before.stream().noneMatch(underWay::contains),
                    "node {} opens a wave while {} are under way",
                    touched,
                    underWay);
            require(
                    before.stream().noneMatch(unfinished::contains) || truth.goesOnForAnother(),
                    "node {} opens a wave while the successors of some of {} are awaited",
                    touched,
                    unfinished);
            require(
                    truth.now - doneAt.getOrDefault(group, Long.MIN_VALUE / 2)
                                    >= truth.limits.rollout().soak().toNanos()
                            || truth.goesOnForAnother(),
                    "node {} opens a wave, and the one before has not had its soak",
                    touched);
        }
        before.add(touched);
    }

    /** Whether the next node of a group is the first of a wave, and not of the first wave. */
    private boolean opensWave(int begun, Object group, Truth truth) {
        List<NodeCount> sizes = truth.limits.rollout().waves();
        if (sizes.isEmpty() || begun == 0) {
            return false;
        }
        int all = truth.limits.nodes(group instanceof Pool pool ? List.of(pool) : truth.pools);
        int nodes = left.getOrDefault(group, all);
        int end = 0;
        for (int wave = 0; end < begun; wave++) {
            end += Math.max(1, sizes.get(Math.min(wave, sizes.size() - 1)).roundedUp(nodes));
        }
        return end == begun;
    }

    /** Each pool has waves of its own, unless the pools are rolled side by side. */
    private static Object group(Pool pool, Truth truth) {
        Rollout rollout = truth.limits.rollout();
        return rollout.takesPoolsSideBySide() ? "all" : pool;
    }

    /** Whether it is as it was, or left aside: that shows from its cordon, unless another client has cordoned it. */
    private static boolean isDone(Machine machine, Truth truth) {
        return machine.isLeftAside()
                || (machine.cordon.on() && machine.cordon.owner().isEmpty())
                || (machine.deletionAsked < 0
                        && machine.cordon.owner().isEmpty()
                        && truth.balancers.stream()
                                .flatMap(balancer -> balancer.sets.stream())
                                .noneMatch(set -> set.backends.values().stream()
                                        .anyMatch(backend -> machine.has(backend.config.address())
                                                && set.drainedByTheRun(backend.config))));
    }
}
