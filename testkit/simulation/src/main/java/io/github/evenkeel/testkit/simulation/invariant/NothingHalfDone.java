package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * However a run ends, each node that it changed is replaced, or as it was, or in the report with its manual steps. The
 * autoscaler may remove each node that it might remove before.
 */
final class NothingHalfDone extends Invariant {
    private final Set<Machine> touched = new LinkedHashSet<>();

    NothingHalfDone() {
        super("S12");
    }

    @Override
    void before(Act act, Truth truth) {
        Machine machine = Touched.by(act, truth);
        if (machine != null) {
            touched.add(machine);
        }
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            for (Machine machine : touched) {
                require(
                        !is(machine, replaced.report()) || (!machine.joined && !machine.runs()),
                        "node {} is called replaced, and it is still there",
                        machine);
            }
        }
    }

    @Override
    void end(Ending ending, Truth truth) {
        List<UpgradeReport> reports = ending.reports();
        for (Machine machine : touched) {
            require(
                    truth.journalSpoilt
                            || restored(machine, truth)
                            || (machine.withoutSuccessor && !machine.original && machine.lifecycle == Lifecycle.DELETED)
                            || (reports.isEmpty() && isInTheJournal(machine, truth))
                            || (truth.runner != null && replacedByAProcessThatDied(machine, truth))
                            || reports.stream().anyMatch(one -> named(machine, one, truth) || replaced(machine, one)),
                    "node {} was touched; it is neither replaced nor restored, and the report does not say what is left"
                            + " to do: {}; {}; {}; {}",
                    machine,
                    machine.cordon,
                    machine.exclusion,
                    backends(machine, truth),
                    reports.stream().map(UpgradeReport::failure).toList());
        }
        requireNoLabel(reports, truth);
        truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .filter(machine ->
                        machine.remains() && machine.scaleDown.owner().isPresent())
                .forEach(machine -> require(
                        truth.journalSpoilt
                                || (reports.isEmpty() && truth.journal != null)
                                || reports.stream().anyMatch(one -> isToldToBeKept(machine, one)),
                        "node {} is still kept from the autoscaler, and the report does not say so",
                        machine));
    }

    private void requireNoLabel(List<UpgradeReport> reports, Truth truth) {
        truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .filter(machine -> machine.joined
                        && machine.remains()
                        && machine.exclusion.owner().isPresent())
                .forEach(machine -> require(
                        truth.journalSpoilt
                                || (reports.isEmpty() && truth.journal != null)
                                || truth.isToGo(machine)
                                || reports.stream().anyMatch(one -> isToldToBeExcluded(machine, one)),
                        "node {} is still excluded from the load balancers of Services, and the report does not say so",
                        machine));
    }

    private static boolean isToldToBeExcluded(Machine machine, UpgradeReport report) {
        return steps(report).anyMatch(step -> step.contains(machine.name) && step.contains("Services' load balancers"));
    }

    /** By its name, or as one of its pool's nodes with the annotation. */
    private static boolean isToldToBeKept(Machine machine, UpgradeReport report) {
        return steps(report)
                .anyMatch(step -> step.contains(machine.name)
                        || (step.contains(ScaleDown.ANNOTATION) && step.contains("node pool " + machine.pool.id)));
    }

    /** What is left to do for the run, and for each node that it has left aside. */
    private static Stream<String> steps(UpgradeReport report) {
        return Stream.concat(
                        report.failure().map(Failure::manualSteps).orElse(List.of()).stream(),
                        report.nodes().stream().flatMap(node -> node.manualSteps().stream()))
                .map(ManualStep::what);
    }

    private static boolean named(Machine machine, UpgradeReport report, Truth truth) {
        List<String> left = steps(report).toList();
        return left.stream()
                        .anyMatch(line -> line.contains(machine.name)
                                || line.contains(machine.instanceId)
                                || line.contains(machine.address))
                && (machine.deletionAsked < 0
                        || left.stream().anyMatch(line -> tellsOfReplacement(line, machine, truth)));
    }

    /** Of the pool that has to make it; or of the one that is there, or was, by its address. */
    private static boolean tellsOfReplacement(String line, Machine machine, Truth truth) {
        return line.contains("node pool " + machine.pool.id)
                || truth.addresses.stream()
                        .anyMatch(address -> !address.equals(machine.address) && line.contains(address + ":"))
                || truth.reusedAddresses.contains(machine.address);
    }

    private static boolean replaced(Machine machine, UpgradeReport report) {
        return machine.lifecycle == Lifecycle.DELETED
                && report.nodes().stream()
                        .anyMatch(node -> is(machine, node) && node.result() == NodeReport.Result.REPLACED);
    }

    /** If a process was killed, and the next one is refused for ever, the journal has the node. */
    private static boolean isInTheJournal(Machine machine, Truth truth) {
        return truth.journal != null && truth.journal.containsKey("node." + machine.name);
    }

    /**
     * The process that wrote that all is done, and was killed, leaves no report: those after it may all be refused, as
     * they were given another plan. The successor may have the address of the machine before it.
     */
    private static boolean replacedByAProcessThatDied(Machine machine, Truth truth) {
        boolean serves = sets(truth).noneMatch(set -> set.backends.values().stream()
                .anyMatch(backend ->
                        backend.config.address().equals(machine.address) && set.drainedByTheRun(backend.config)));
        boolean gone = backends(machine, truth).isEmpty();
        return machine.lifecycle == Lifecycle.DELETED
                && machine.pool.machines.stream()
                        .filter(other ->
                                other.everReady && (other.inPlaceOf == machine || isSurgeNodeFor(machine, other)))
                        .anyMatch(other -> gone || (serves && other.address.equals(machine.address)));
    }

    /** A node that was replaced with surge has its successor from before: any of the pool's new machines. */
    private static boolean isSurgeNodeFor(Machine machine, Machine other) {
        return other.remains()
                && !other.original
                && machine.pool.machines.stream().anyMatch(one -> one.surge);
    }

    /** Of a node that another process has replaced, a report knows name and address. */
    private static boolean is(Machine machine, NodeReport node) {
        return node.instanceId().isEmpty()
                ? node.node().equals(machine.name) && machine.has(node.address())
                : node.instanceId().equals(machine.instanceId);
    }

    private static boolean restored(Machine machine, Truth truth) {
        return !truth.isToGo(machine)
                && ((machine.cordon.owner().isEmpty()
                                && machine.exclusion.owner().isEmpty())
                        || !machine.joined
                        || machine.lifecycle == Lifecycle.DELETED)
                && sets(truth).noneMatch(set -> set.backends.values().stream()
                        .anyMatch(backend -> backend.config.address().equals(machine.address)
                                && set.drainedByTheRun(backend.config)));
    }

    private static Stream<SimulatedSet> sets(Truth truth) {
        return truth.balancers.stream().flatMap((Balancer balancer) -> balancer.sets.stream());
    }

    private static List<Backend> backends(Machine machine, Truth truth) {
        return sets(truth)
                .flatMap((SimulatedSet set) -> set.backends.values().stream())
                .map((SimulatedBackend backend) -> backend.config)
                .filter(backend -> backend.address().equals(machine.address))
                .toList();
    }
}
