package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * After a completed roll, whatever the faults and the number of processes: each set has as many backends as before,
 * with the same settings; no node has the run's cordon; and pods with volumes have a node in the volumes' domain.
 */
final class AllIsThere extends Invariant {
    private final Map<SimulatedSet, List<String>> atFirst = new HashMap<>();

    /** How many machines each pool had in each of its domains. */
    private final Map<String, Long> domains = new HashMap<>();

    private final Map<String, String> withVolumes = new HashMap<>();

    /** Those of them that the run has deleted, and whose domain had enough nodes without it at some time since. */
    private final Map<Machine, Boolean> deleted = new LinkedHashMap<>();

    private final Set<String> replacements = new HashSet<>();

    AllIsThere() {
        super("L3");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Cordon cordon
                && cordon.machine().pods.stream().anyMatch(pod -> pod.app.keepsVolumes())) {
            withVolumes.put(cordon.machine().instanceId, cordon.machine().domain);
        }
        if (act instanceof Act.Delete delete && withVolumes.containsKey(delete.machine().instanceId)) {
            deleted.put(delete.machine(), hasRoomBeside(delete.machine()));
        }
        if (domains.isEmpty()) {
            truth.pools.forEach(
                    pool -> pool.domains.forEach(domain -> domains.put(pool + " " + domain, machinesIn(domain, pool))));
        }
        for (Balancer balancer : atFirst.isEmpty() ? truth.balancers : List.<Balancer>of()) {
            balancer.sets.forEach(set -> atFirst.put(set, settings(set)));
        }
    }

    /** Those of nodes included that were left aside, and kept out of the load balancers of Services. */
    private static List<String> withLeftAside(SimulatedSet set, Truth truth) {
        Stream<String> keptOut = truth.pools.stream()
                .flatMap((Pool pool) -> pool.machines.stream())
                .filter(machine -> set.isOfService()
                        && machine.isLeftAside()
                        && machine.exclusion.owner().isPresent())
                .map(machine -> Backend.builder(machine.address, set.port).build())
                .filter(backend -> set.backend(backend) == null)
                .map(AllIsThere::settings);
        return Stream.concat(settings(set).stream(), keptOut).sorted().toList();
    }

    /** Without addresses, and whether they are drained: their nodes' replacements are not. */
    private static List<String> settings(SimulatedSet set) {
        return set.backends.values().stream()
                .map((SimulatedBackend backend) -> settings(backend.config))
                .sorted()
                .toList();
    }

    private static String settings(Backend backend) {
        return backend.at("any").without(Mode.DRAIN).without(Mode.OFFLINE).toString();
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            String replacement = replaced.report().replacementInstanceId().orElse("");
            replacements.add(replacement);
            String domain = withVolumes.get(replaced.report().instanceId());
            Machine machine = machine(replacement, truth);
            require(
                    domain == null
                            || truth.goesOnForAnother()
                            || machine == null
                            || domain.equals(machine.domain)
                            || hadRoom(replaced.report().instanceId()),
                    "node {} had pods with volumes in {}, and its replacement is elsewhere",
                    replaced.report().node(),
                    domain);
        }
    }

    /**
     * With surge, a node of another domain may have got its successor in this one. Then the pods have room there, and
     * the service, which keeps the domains in balance, makes none there in the node's place.
     */
    private boolean hadRoom(String instanceId) {
        return deleted.entrySet().stream()
                .anyMatch(one -> one.getKey().instanceId.equals(instanceId) && one.getValue());
    }

    @Override
    void changed(Truth truth) {
        deleted.replaceAll((machine, room) -> room || hasRoomBeside(machine));
    }

    /** On as many nodes as the domain had, those aside that the run is about to take away. */
    private boolean hasRoomBeside(Machine old) {
        long there = old.pool.machines.stream()
                .filter(machine -> machine != old
                        && machine.remains()
                        && machine.domain.equals(old.domain)
                        && machine.cordon.owner().isEmpty())
                .count();
        return there >= domains.getOrDefault(old.pool + " " + old.domain, Long.MAX_VALUE);
    }

    private static long machinesIn(String domain, Pool pool) {
        return pool.machines.stream()
                .filter(machine -> machine.remains() && machine.domain.equals(domain))
                .count();
    }

    private static @Nullable Machine machine(String instanceId, Truth truth) {
        return truth.pools.stream()
                .flatMap((Pool pool) -> pool.machines.stream())
                .filter(machine -> machine.instanceId.equals(instanceId))
                .findFirst()
                .orElse(null);
    }

    /** A node that lost its readiness a moment ago may still look ready to the run. */
    private void requireWell(Truth truth) {
        for (String replacement : replacements) {
            Machine machine = machine(replacement, truth);
            require(
                    machine != null && (machine.ready || machine.readyChanged >= truth.now - JUST_NOW / 3),
                    "all is done, and node {} ({}) is not Ready, or not there",
                    machine,
                    replacement);
        }
    }

    @Override
    void end(Ending ending, Truth truth) {
        if (ending.outcome() == Ending.Outcome.COMPLETED && truth.runner == null) {
            requireWell(truth);
        }
        if (ending.outcome() != Ending.Outcome.COMPLETED || !truth.undisturbed) {
            return;
        }
        atFirst.forEach((set, before) -> require(
                before.equals(withLeftAside(set, truth)), "set {} had {}, and has {}", set, before, settings(set)));
        for (Pool pool : truth.pools) {
            for (Machine machine : pool.machines) {
                require(
                        !machine.remains() || machine.cordon.owner().isEmpty() || machine.isLeftAside(),
                        "all is done, and node {} is cordoned by {}",
                        machine,
                        machine.cordon.owner().orElse(""));
            }
        }
        require(
                truth.apps.stream().noneMatch(App::keepsVolumes)
                        || truth.pools.stream().anyMatch(AllIsThere::nearVolumes),
                "all is done, and no node is in {}, where volumes are",
                App.DOMAIN);
    }

    private static boolean nearVolumes(Pool pool) {
        return pool.machines.stream().anyMatch(machine -> machine.remains() && machine.domain.equals(App.DOMAIN));
    }
}
