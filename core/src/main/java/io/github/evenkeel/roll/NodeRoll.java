package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.Timing;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.pool.Replacement;
import io.github.evenkeel.run.FinalCheck;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeEntry;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.traffic.BackendMembership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The roll of one node, as an operator would write it on a whiteboard.
 *
 * <p>Until the deletion is asked for, a failure or a cancel puts the node back as it was. From then on the replacement
 * is seen through to its end, as half of one helps nobody; a cancel takes effect after it.
 */
final class NodeRoll {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final RunContext context;
    private final Timing timing;
    private final NodeTarget target;
    private final Rollback rollback;
    private final Replacement replacement;
    private final List<StepRecord> steps = new ArrayList<>();
    private final List<ManualStep> leftToDo = new ArrayList<>();
    private @Nullable NodeEntry notes;
    private List<BackendMembership> memberships = List.of();
    private @Nullable Duration rehearsedAt;
    private @Nullable Duration drainedAt;
    private Replacement.@Nullable Successor successor;
    private boolean forgotten;
    private NodeReport.Result result = NodeReport.Result.UNTOUCHED;

    NodeRoll(RunContext context, NodeTarget target) {
        this.context = context;
        this.timing = context.spec.timing();
        this.target = target;
        this.rollback = new Rollback(context, target);
        this.replacement = new Replacement(
                context.spec,
                context.waits,
                context.retries,
                context.operations,
                target.pool().id(),
                target.member(),
                target.node(),
                target.version());
    }

    /** A node that another process left unfinished. */
    NodeRoll(RunContext context, NodeTarget target, NodeEntry left) {
        this(context, target);
        notes = left;
        memberships = left.backends().stream().map(context.backends::recall).toList();
        memberships.forEach(rollback::drained);
        if (left.cordonIntended()) {
            rollback.cordoned();
        }
        replacement.recall(new Replacement.Before(left.poolSize(), left.known(), left.daemonSets(), left.volumesIn()));
    }

    /** Afterwards it is replaced; or, if {@link #isForgotten}, nothing is left to be done about it. */
    void roll() {
        try {
            if (notes != null) {
                step(Step.PREPARE, "another process has begun it", this::findOutHowFarItIs);
            }
            if (forgotten) {
                return;
            }
            if (!replacement.requested()) {
                context.waits.checkCancelled();
                step(Step.DRAIN_BACKENDS, "a cordon takes no node out of a load balancer", this::drainBackends);
                act(Step.CORDON, "its pods shall not come back", this::cordon);
                act(Step.EVICT, "its pods shall run elsewhere", this::evict);
                step(Step.DRAIN_CONNECTIONS, "requests under way shall end", this::drainConnections);
            }
            context.waits.uncancellable(() -> {
                act(Step.DELETE_NODE, "the pool makes a new one for it", this::delete);
                step(Step.AWAIT_REPLACEMENT, "capacity shall be back", this::awaitReplacement);
                act(Step.SWAP_BACKENDS, "the new node has another address", this::swapBackends);
                step(Step.AWAIT_HEALTH, "the load balancer shall find it well", this::awaitHealth);
                context.journal.replaced(successorNotes());
            });
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            giveUp();
            throw e;
        }
        result = NodeReport.Result.REPLACED;
        context.publisher.nodeReplaced(report());
        step(Step.SOAK, "what breaks shows before the next node", this::soak);
    }

    boolean isForgotten() {
        return forgotten;
    }

    private void findOutHowFarItIs() {
        replacement.requirePool();
        keep(MissingSets.leaveOut(context, memberships));
        if (!noted().deletionIntended()) {
            if (somebodyElseHasTakenItAway()) {
                forget("deleted by others after this run had begun it, and its backends were taken out");
            }
            return;
        }
        context.waits.uncancellable(replacement::settle);
        if (replacement.comesNoMore()) {
            memberships.forEach(context.backends::takeOut);
            forget("gone, and no node comes in its place, as its pool is smaller by now, which was acknowledged");
        }
    }

    /** With all that belonged to it: what is left of it in a load balancer is for whoever deleted it to take out. */
    private boolean somebodyElseHasTakenItAway() {
        return replacement.oldOneIsGone()
                && context.backends.at(target.addresses()).isEmpty();
    }

    private void forget(String found) {
        ForgottenNode.forget(context, target, memberships, found);
        forgotten = true;
    }

    private void drainBackends() {
        context.prober.requireAvailable();
        requireSameNode();
        if (notes == null) {
            memberships = context.backends.find(target.addresses());
        }
        context.servingBackends.awaitOthers(memberships, target.addresses().all());
        context.otherRuns.requireNone(); // after the wait, which may have been long
        rehearseEvictions();
        if (notes == null) {
            notes = notes(replacement.prepare());
        }
        intend(Step.DRAIN_BACKENDS);
        for (BackendMembership membership : memberships) {
            rollback.drained(membership);
            drain(membership);
        }
        confirm(Step.DRAIN_BACKENDS);
        drainedAt = context.waits.elapsed();
        awaitPropagation();
    }

    private void drain(BackendMembership membership) {
        context.backends.drain(membership, seen -> mayDrain(membership, seen), this::remember);
    }

    /** Asked of what the drain is made from, just before it: others may have been at work while this run waited. */
    private boolean mayDrain(BackendMembership membership, LoadBalancerDescription seen) {
        boolean rehearsed = !membership.isSameBackendAs(memberships.get(0)) || isRehearsalFresh();
        boolean may = rehearsed
                && context.servingBackends.othersServe(
                        membership, target.addresses().all(), seen, this::requireSameNode);
        context.waits.checkCancelledAtOnce();
        if (!may) {
            context.waits.checkCancelled();
            if (!rehearsed) {
                rehearseEvictions();
            }
            context.servingBackends.awaitOthers(
                    List.of(membership), target.addresses().all());
        }
        return may;
    }

    private void awaitPropagation() {
        if (!memberships.isEmpty()) {
            context.waits.sleep(
                    "the load balancers to have heard of it",
                    timing.loadBalancer().propagation());
        }
    }

    /** Another machine may have come since the plan was made, and have its name and its address. */
    private void requireSameNode() {
        NodeIdentity.of(target.node()).requireIn(context.spec.workloads(), context.retries);
    }

    /** The server's own verdict on each pod, while nothing has been touched yet; as old as the look's begin. */
    private void rehearseEvictions() {
        String node = target.toString();
        Runnable begin = () -> rehearsedAt = context.spec.scheduler().elapsed();
        new FinalCheck(context.spec.scheduler(), context.waits)
                .take(
                        node,
                        begin,
                        () -> context.drain.requireAllMayLeave(target.node().name(), node));
    }

    /** A pause between the verdicts and the first touch may have been long. */
    private void rehearseUnlessFresh() {
        if (!isRehearsalFresh()) {
            rehearseEvictions();
        }
    }

    private boolean isRehearsalFresh() {
        Duration at = rehearsedAt;
        return at != null && context.spec.scheduler().elapsed().minus(at).compareTo(FRESH) <= 0;
    }

    private void cordon() {
        context.cordon.put(target.node().name(), target.node().uid(), before -> {
            context.waits.checkCancelled();
            if (memberships.isEmpty()) {
                rehearseUnlessFresh();
            }
            rollback.cordoned();
        });
        notes = noted().withVolumesIn(replacement.volumesIn());
    }

    private void evict() {
        context.drain.drain(NodeIdentity.of(target.node()), rollback::cordoned);
    }

    private void drainConnections() {
        new ConnectionDrain(context, target, memberships).await(drainedAt, this::drain);
        Sessions.end(context, target, memberships, backends -> note(noted().with(backends)));
        context.drain.drainAgain(NodeIdentity.of(target.node()), rollback::cordoned);
        context.prober.requireAvailable();
    }

    private void delete() {
        // Whoever has been held up for long may not be the one to go on any more: the journal tells.
        replacement.request(() -> intend(Step.DELETE_NODE), this::requireNothingThere);
    }

    /** The last look: the application may have failed, and another opened the node, or given it its traffic. */
    private void requireNothingThere() {
        context.prober.requireAvailable();
        context.drain.requireStillDrained(target.node().name(), target.toString());
        for (BackendMembership membership : context.backends.at(target.addresses())) {
            if (membership.backend().acceptsTraffic()) {
                throw new StepFailure(
                        membership.toString(), "still drained", "that somebody else has it get new connections again");
            }
        }
    }

    private void awaitReplacement() {
        successor = replacement.await(memberships.stream()
                .map(membership -> membership.backend().address())
                .collect(Collectors.toSet()));
    }

    private void swapBackends() {
        Replacement.Successor there = Objects.requireNonNull(successor);
        for (BackendMembership membership : memberships) {
            context.backends.move(
                    membership,
                    moved(membership).backend().address(),
                    this::remember,
                    () -> replacement.awaitAtWork(there));
        }
    }

    /** Another party has changed its settings: a process that goes on after this one has to know. */
    private void remember(BackendMembership latest) {
        keep(memberships.stream()
                .map(membership -> membership.isSameBackendAs(latest) ? latest : membership)
                .toList());
    }

    private void keep(List<BackendMembership> now) {
        if (!now.equals(memberships)) {
            note(noted().with(now.stream().map(context.backends::notes).toList()));
            memberships = now;
        }
    }

    private void awaitHealth() {
        context.backends.awaitHealthy(memberships.stream().map(this::moved).toList());
    }

    private BackendMembership moved(BackendMembership membership) {
        Replacement.Successor there = Objects.requireNonNull(successor);
        return membership.movedTo(there.addressFor(membership.backend().address()));
    }

    private void soak() {
        context.waits.sleep(
                "trouble to show, if there is any", timing.replacement().soak());
        context.prober.requireAvailable();
    }

    /** Puts back what can be, and says what can't. */
    private void giveUp() {
        if (replacement.requested() || hasGoneAfterAll()) {
            result = NodeReport.Result.UNFINISHED;
            leftToDo.addAll(UnfinishedReplacement.leftToDo(context.spec.cluster(), target, memberships, successor));
        } else {
            putBack();
        }
    }

    /** A deletion that another process asked for may come about long after the service knew nothing of it. */
    private boolean hasGoneAfterAll() {
        if (notes == null || !notes.deletionIntended()) {
            return false;
        }
        boolean[] gone = {false};
        try {
            context.waits.uncancellable(() -> gone[0] = replacement.oldOneIsGone());
        } catch (ServiceException e) {
            return false;
        }
        return gone[0];
    }

    private void putBack() {
        boolean touched = rollback.any();
        leftToDo.addAll(rollback.run());
        if (leftToDo.isEmpty()) {
            forget();
        }
        result = !touched
                ? NodeReport.Result.UNTOUCHED
                : leftToDo.isEmpty() ? NodeReport.Result.RESTORED : NodeReport.Result.UNFINISHED;
    }

    List<String> rolledBack() {
        return rollback.rolledBack();
    }

    List<ManualStep> leftToDo() {
        return leftToDo;
    }

    NodeReport report() {
        return new NodeReport(
                target.node().name(),
                target.instanceId(),
                target.address(),
                result,
                successor == null ? null : successor.node().name(),
                successor == null ? null : successor.member().instanceId(),
                successor == null ? null : successor.addresses().first(),
                steps);
    }

    /** A step that changes something: it is written down before and after. */
    private void act(Step step, String reason, Runnable work) {
        step(step, reason, () -> {
            intend(step);
            work.run();
            confirm(step);
        });
    }

    private void intend(Step step) {
        note(step, false);
    }

    private void confirm(Step step) {
        note(step, true);
    }

    /** The journal keeps how far the node ever got: whoever does the first steps over has the later ones to undo. */
    private void note(Step step, boolean done) {
        NodeEntry now = noted();
        note(step.compareTo(now.step()) < 0 ? now : now.at(step, done));
    }

    private NodeEntry noted() {
        return Objects.requireNonNull(notes, "a node is noted before it is touched");
    }

    private void note(NodeEntry now) {
        context.journal.note(now);
        notes = now;
    }

    /** That nothing is left of it matters less than why it was given up. */
    private void forget() {
        try {
            context.waits.uncancellable(
                    () -> context.journal.putBack(target.node().name()));
        } catch (ServiceException e) {
            if (e.outcome() != ServiceException.Outcome.DENIED) { // else the run that has the journal settles it
                leftToDo.add(ManualStep.of(target + " is as it was, and the journal could not be told so ("
                        + e.getMessage() + "): resume() looks at it and goes on"));
            }
        }
    }

    private NodeEntry notes(Replacement.Before before) {
        return new NodeEntry(
                target.node().name(),
                target.node().uid(),
                target.instanceId(),
                target.addresses(),
                target.pool().id(),
                target.version(),
                Step.DRAIN_BACKENDS,
                false,
                memberships.stream().map(BackendMembership::notes).toList(),
                before.poolSize(),
                before.known(),
                before.daemonSets(),
                before.volumesIn());
    }

    /** Once it is replaced. */
    ReplacedEntry successorNotes() {
        Replacement.Successor there = Objects.requireNonNull(successor);
        return new ReplacedEntry(
                target.node().name(),
                List.copyOf(target.addresses().all()),
                there.node().name(),
                List.copyOf(there.addresses().all()));
    }

    private void step(Step step, String reason, Runnable work) {
        context.publisher.step(steps, step, target.toString(), reason, work);
    }
}
