package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.drain.Cordon;
import io.github.evenkeel.drain.Drain;
import io.github.evenkeel.pool.Replacement;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.state.InstanceDigest;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.run.state.SuccessorState;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.BackendSetTraffic;
import io.github.evenkeel.traffic.NodeExclusion;
import io.github.evenkeel.traffic.NodeTraffic;
import io.github.evenkeel.traffic.NodeTraffic.Existing;
import io.github.evenkeel.traffic.ServingBackends;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Node that a run works on: its state, as in the journal, and the parts that the steps use. Used only by the thread of
 * its run; {@link #update} and what only looks, by those beside it too.
 */
final class RollingNode {
    final RunContext context;
    final NodeScope scope;
    final PlanSpec spec;
    final JournalEntries journal;
    final NodeTraffic traffic;
    final ServingBackends others;
    final Cordon cordon;
    final NodeExclusion exclusion;
    final Drain drain;
    final Replacement replacement;
    final Rollback rollback;
    final EvictionVerdicts verdicts;
    final NodeGates gates;
    final TrafficTimes times;
    private final boolean takenUp;
    private final boolean leavesAgain;
    private final List<StepRecord> records = new ArrayList<>();
    private final Turn entry = new Turn();
    private volatile NodeState state;
    private volatile List<BackendMembership> memberships = List.of();
    private List<ManualStep> leftToDo = List.of();

    /** @param state of the node: planned, or as another process left it */
    RollingNode(RunContext context, NodeState state, StrategyEnd end) {
        this.context = context;
        this.state = state;
        spec = context.spec;
        scope = context.scope.another(context.publisher.about(
                source -> source.aboutNode(state.name(), state.knownInstance(), Optional.of(state.poolId()))));
        times = new TrafficTimes(spec.scheduler(), scope.waits());
        journal = context.journal(scope);
        others = context.servingBackends(scope, state.name());
        traffic =
                new BackendSetTraffic(spec, scope, context.turnsOfNextNode(), context.services, context.drains, others);
        cordon = new Cordon(spec.workloads(), scope, context.runId);
        exclusion = new NodeExclusion(spec.workloads(), scope, context.runId, state.node());
        drain = new Drain(
                spec.workloads(),
                spec.drainPolicy(),
                scope,
                cordon,
                context.evictions,
                spec.continuity().ownPod());
        replacement = new Replacement(spec, scope, state, context.ledger);
        rollback = new Rollback(spec, scope, state, traffic);
        verdicts = new EvictionVerdicts(scope, state, drain, others);
        leavesAgain = end == StrategyEnd.REMOVED;
        if (leavesAgain) {
            scope.waits().putsBack();
            replacement.leavesAgain();
        }
        takenUp = state.isBegun();
        gates = new NodeGates(context.gates, scope, state, !takenUp && !leavesAgain);
        if (takenUp) {
            memberships = traffic.recall(state);
            if (state.begun().contains(Step.DRAIN_BACKENDS)) {
                memberships.forEach(rollback::drained);
            }
            if (state.begun().contains(Step.CORDON)) {
                rollback.cordoned();
            }
            if (state.begun().contains(Step.EXCLUDE_NODE)) {
                rollback.excluded();
            }
        }
    }

    NodeState state() {
        return state;
    }

    String name() {
        return state.name();
    }

    NodeIdentity identity() {
        return state.node();
    }

    NodeAddresses addresses() {
        return state.addresses();
    }

    /** Whether another process has begun it. */
    boolean isTakenUp() {
        return takenUp;
    }

    /** Its backends, as they were found before they were touched. */
    List<BackendMembership> memberships() {
        return memberships;
    }

    /** Looks for what there is to remember of the node before it is touched. */
    void observe() {
        memberships = traffic.find(addresses());
    }

    /** Backends have come that were not there when it was touched. */
    void alsoHas(List<BackendMembership> more) {
        memberships = Stream.concat(memberships.stream(), more.stream()).toList();
        state = state.withMemberships(texts());
    }

    /** The same after a wait: another client may have changed settings meanwhile. */
    void observeAgain() {
        observe();
        state = state.withMemberships(texts());
    }

    /** The node is touched from here on: what it takes to undo that, or to go on, is in its state. */
    void remember() {
        state = state.withMemberships(texts()).withLedger(replacement.prepare().fields());
    }

    private List<String> texts() {
        return memberships.stream().map(traffic::text).toList();
    }

    /** Writes down that a step is about to change something. */
    void begin(Step step) {
        if (!state.isBegun()) {
            scope.waits().checkNotStopped(); // it may have waited for long since it was chosen
        }
        write(state.begin(step));
    }

    /** Writes down that it is about to be given up. */
    void beginBeyondReturn(Step step) {
        state = journal.decide(() ->
                state.begin(step).passReturn().withLedger(replacement.decide().fields()));
    }

    /** Writes down that a step that was begun has come to its end. */
    void end(Step step) {
        if (state.begun().contains(step)) {
            write(state.end(step));
        }
    }

    /** Keeps what was found out, for the next time that the state is written. */
    void keepLedger() {
        state = state.withLedger(replacement.lookForVolumesAgain().fields());
    }

    /** Keeps the addresses of pods that are backends, for the next time that the state is written. */
    void keepPodBackends(Set<String> addresses) {
        state = state.withPodBackends(List.copyOf(addresses));
    }

    /** Another party has changed a backend's settings: a process that goes on after this one has to know. */
    void update(BackendMembership latest) {
        entry.run(
                scope.waits(),
                "the node's entry to be written",
                () -> keep(memberships.stream()
                        .map(membership -> membership.isSameBackendAs(latest) ? latest : membership)
                        .toList()));
    }

    void keep(List<BackendMembership> latest) {
        if (!latest.equals(memberships)) {
            memberships = latest;
            write(state.withMemberships(texts()));
        }
    }

    /** Writes down which of its backends are about to be taken offline. */
    void intendOffline(List<BackendMembership> which) {
        write(state.withMemberships(memberships.stream()
                .map(membership ->
                        which.contains(membership) ? traffic.textOffline(membership) : traffic.text(membership))
                .toList()));
    }

    /** Writes down that another node is its successor: nothing else has changed. */
    void claim(Step step) {
        write(state.begin(step).end(step));
    }

    boolean hasSuccessor() {
        return state.successor() != null;
    }

    /** Whether the run has added it to its pool, and none comes in its place. */
    boolean leavesAgain() {
        return leavesAgain;
    }

    /** The addresses at which it is a backend. */
    Set<String> usedAddresses() {
        return memberships.stream()
                .map(membership -> membership.backend().address())
                .collect(Collectors.toSet());
    }

    /** Its pool has made its successor. */
    void succeededBy(SuccessorState successor) {
        state = state.withSuccessor(successor);
    }

    /** Its pool has made its successor after all: another one has stood in for it. */
    void succeeds(SuccessorState successor) {
        write(state.withSuccessor(successor).withLedger(replacement.succeeded().fields()));
    }

    SuccessorState successor() {
        return Objects.requireNonNull(state.successor(), "a node is replaced once its successor is there");
    }

    /** What becomes of backends that its successor has already: it may have been to succeed another node before. */
    Existing existing() {
        return context.ledger.isReleased(successor().instanceId()) ? Existing.REPLACED : Existing.KEPT;
    }

    /** Where its successor has its backend in the place of this one. */
    BackendMembership moved(BackendMembership membership) {
        return membership.movedTo(addresses()
                .counterpartIn(successor().addresses(), membership.backend().address())
                .orElseThrow());
    }

    private void write(NodeState next) {
        journal.note(next);
        state = next;
    }

    /** Another machine may have come since the plan was made, and have its name and its address. */
    void requireSameNode() {
        identity().requireIn(spec.workloads(), scope.retries());
    }

    /** Takes a step, and keeps a record of it. */
    void record(Step step, String reason, Runnable work) {
        scope.publisher().step(records, step, toString(), reason, work);
    }

    ReplacedEntry replaced() {
        SuccessorState successor = successor();
        return new ReplacedEntry(
                name(),
                List.copyOf(addresses().all()),
                successor.node().name(),
                Optional.of(InstanceDigest.of(successor.instanceId())),
                List.copyOf(successor.addresses().all()));
    }

    /** What is left to do about it, as the run goes on without it. */
    void leftAside(List<ManualStep> steps) {
        leftToDo = steps;
    }

    NodeReport report(NodeReport.Result result) {
        return NodeReportRecord.of(state, result, times.connectionDrain(), records, leftToDo);
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
