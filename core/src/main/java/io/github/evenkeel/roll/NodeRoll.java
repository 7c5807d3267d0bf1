package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.Timing;
import io.github.evenkeel.balancer.Placement;
import io.github.evenkeel.cluster.NodeIdentity;
import io.github.evenkeel.cluster.Replacement;
import io.github.evenkeel.logbook.NodeNotes;
import io.github.evenkeel.logbook.ReplacedNotes;
import io.github.evenkeel.preflight.NodeTarget;
import io.github.evenkeel.run.LastLook;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceException;
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

    private final Tools tools;
    private final Timing timing;
    private final NodeTarget target;
    private final Restoration restoration;
    private final Replacement replacement;
    private final List<StepRecord> steps = new ArrayList<>();
    private final List<ManualStep> leftToDo = new ArrayList<>();
    private @Nullable NodeNotes notes;
    private List<Placement> placements = List.of();
    private @Nullable Duration rehearsedAt;
    private @Nullable Duration drainedAt;
    private Replacement.@Nullable NewNode successor;
    private boolean forgotten;
    private NodeReport.Result result = NodeReport.Result.UNTOUCHED;

    NodeRoll(Tools tools, NodeTarget target) {
        this.tools = tools;
        this.timing = tools.settings.timing();
        this.target = target;
        this.restoration = new Restoration(tools, target);
        this.replacement = new Replacement(
                tools.settings,
                tools.waits,
                tools.retries,
                tools.operations,
                target.pool().id(),
                target.member(),
                target.node(),
                target.version());
    }

    /** A node that another process left unfinished. */
    NodeRoll(Tools tools, NodeTarget target, NodeNotes left) {
        this(tools, target);
        notes = left;
        placements = left.backends().stream().map(tools.backends::recall).toList();
        placements.forEach(restoration::drained);
        if (left.cordonIntended()) {
            restoration.cordoned();
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
                tools.waits.heedCancel();
                step(Step.DRAIN_BACKENDS, "a cordon takes no node out of a load balancer", this::drainBackends);
                act(Step.CORDON, "its pods shall not come back", this::cordon);
                act(Step.EVICT, "its pods shall run elsewhere", this::evict);
                step(Step.DRAIN_CONNECTIONS, "requests under way shall end", this::drainConnections);
            }
            tools.waits.shielded(() -> {
                act(Step.DELETE_NODE, "the pool makes a new one for it", this::delete);
                step(Step.AWAIT_REPLACEMENT, "capacity shall be back", this::awaitReplacement);
                act(Step.SWAP_BACKENDS, "the new node has another address", this::swapBackends);
                step(Step.AWAIT_HEALTH, "the load balancer shall find it well", this::awaitHealth);
                tools.journal.replaced(successorNotes());
            });
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            giveUp();
            throw e;
        }
        result = NodeReport.Result.REPLACED;
        tools.diary.nodeReplaced(report());
        step(Step.SOAK, "what breaks shows before the next node", this::soak);
    }

    boolean isForgotten() {
        return forgotten;
    }

    private void findOutHowFarItIs() {
        replacement.requirePool();
        keep(MissingSets.leaveOut(tools, placements));
        if (!noted().deletionIntended()) {
            if (somebodyElseHasTakenItAway()) {
                forget("deleted by others after this run had begun it, and its backends were taken out");
            }
            return;
        }
        tools.waits.shielded(replacement::settle);
        if (replacement.comesNoMore()) {
            placements.forEach(tools.backends::takeOut);
            forget("gone, and no node comes in its place, as its pool is smaller by now, which was acknowledged");
        }
    }

    /** With all that belonged to it: what is left of it in a load balancer is for whoever deleted it to take out. */
    private boolean somebodyElseHasTakenItAway() {
        return replacement.oldOneIsGone()
                && tools.backends.at(target.addresses()).isEmpty();
    }

    private void forget(String found) {
        ForgottenNode.forget(tools, target, placements, found);
        forgotten = true;
    }

    private void drainBackends() {
        tools.prober.requireAvailable();
        requireSameNode();
        if (notes == null) {
            placements = tools.backends.find(target.addresses());
        }
        tools.servingBackends.awaitOthers(placements, target.addresses().all());
        tools.otherRuns.requireNone(); // after the wait, which may have been long
        rehearseEvictions();
        if (notes == null) {
            notes = notes(replacement.prepare());
        }
        intend(Step.DRAIN_BACKENDS);
        for (Placement placement : placements) {
            restoration.drained(placement);
            drain(placement);
        }
        confirm(Step.DRAIN_BACKENDS);
        drainedAt = tools.waits.elapsed();
        awaitPropagation();
    }

    private void drain(Placement placement) {
        tools.backends.drain(placement, seen -> mayDrain(placement, seen), this::remember);
    }

    /** Asked of what the drain is made from, just before it: others may have been at work while this run waited. */
    private boolean mayDrain(Placement placement, LoadBalancerDescription seen) {
        boolean rehearsed = !placement.isSameBackendAs(placements.get(0)) || isRehearsalFresh();
        boolean may = rehearsed
                && tools.servingBackends.othersServe(
                        placement, target.addresses().all(), seen, this::requireSameNode);
        tools.waits.heedCancelAtOnce();
        if (!may) {
            tools.waits.heedCancel();
            if (!rehearsed) {
                rehearseEvictions();
            }
            tools.servingBackends.awaitOthers(
                    List.of(placement), target.addresses().all());
        }
        return may;
    }

    private void awaitPropagation() {
        if (!placements.isEmpty()) {
            tools.waits.pause("the load balancers to have heard of it", timing.propagation());
        }
    }

    /** Another machine may have come since the plan was made, and have its name and its address. */
    private void requireSameNode() {
        NodeIdentity.of(target.node()).requireIn(tools.settings.workloads(), tools.retries);
    }

    /** The server's own verdict on each pod, while nothing has been touched yet; as old as the look's begin. */
    private void rehearseEvictions() {
        String node = target.toString();
        Runnable begin = () -> rehearsedAt = tools.settings.timeline().elapsed();
        new LastLook(tools.settings.timeline(), tools.waits)
                .take(
                        node,
                        begin,
                        () -> tools.drain.requireAllMayLeave(target.node().name(), node));
    }

    /** A pause between the verdicts and the first touch may have been long. */
    private void rehearseUnlessFresh() {
        if (!isRehearsalFresh()) {
            rehearseEvictions();
        }
    }

    private boolean isRehearsalFresh() {
        Duration at = rehearsedAt;
        return at != null && tools.settings.timeline().elapsed().minus(at).compareTo(FRESH) <= 0;
    }

    private void cordon() {
        tools.cordon.put(target.node().name(), target.node().uid(), before -> {
            tools.waits.heedCancel();
            if (placements.isEmpty()) {
                rehearseUnlessFresh();
            }
            restoration.cordoned();
        });
        notes = noted().withVolumesIn(replacement.volumesIn());
    }

    private void evict() {
        tools.drain.drain(NodeIdentity.of(target.node()), restoration::cordoned);
    }

    private void drainConnections() {
        new ConnectionDrain(tools, target, placements).await(drainedAt, this::drain);
        Sessions.end(tools, target, placements, backends -> note(noted().with(backends)));
        tools.drain.drainAgain(NodeIdentity.of(target.node()), restoration::cordoned);
        tools.prober.requireAvailable();
    }

    private void delete() {
        // Whoever has been held up for long may not be the one to go on any more: the journal tells.
        replacement.request(() -> intend(Step.DELETE_NODE), this::requireNothingThere);
    }

    /** The last look: the application may have failed, and another opened the node, or given it its traffic. */
    private void requireNothingThere() {
        tools.prober.requireAvailable();
        tools.drain.requireStillDrained(target.node().name(), target.toString());
        for (Placement placement : tools.backends.at(target.addresses())) {
            if (placement.backend().serves()) {
                throw new StepFailure(
                        placement.toString(),
                        "drained, as it was before",
                        "that somebody else has it get new connections again");
            }
        }
    }

    private void awaitReplacement() {
        successor = replacement.await(placements.stream()
                .map(placement -> placement.backend().address())
                .collect(Collectors.toSet()));
    }

    private void swapBackends() {
        Replacement.NewNode there = Objects.requireNonNull(successor);
        for (Placement placement : placements) {
            tools.backends.move(
                    placement,
                    moved(placement).backend().address(),
                    this::remember,
                    () -> replacement.awaitAtWork(there));
        }
    }

    /** Another party has changed its settings: a process that goes on after this one has to know. */
    private void remember(Placement latest) {
        keep(placements.stream()
                .map(placement -> placement.isSameBackendAs(latest) ? latest : placement)
                .toList());
    }

    private void keep(List<Placement> now) {
        if (!now.equals(placements)) {
            note(noted().with(now.stream().map(tools.backends::notes).toList()));
            placements = now;
        }
    }

    private void awaitHealth() {
        tools.backends.awaitWell(placements.stream().map(this::moved).toList());
    }

    private Placement moved(Placement placement) {
        Replacement.NewNode there = Objects.requireNonNull(successor);
        return placement.movedTo(there.addressFor(placement.backend().address()));
    }

    private void soak() {
        tools.waits.pause("trouble to show, if there is any", timing.soak());
        tools.prober.requireAvailable();
    }

    /** Puts back what can be, and says what can't. */
    private void giveUp() {
        if (replacement.requested() || hasGoneAfterAll()) {
            result = NodeReport.Result.UNFINISHED;
            leftToDo.addAll(UnfinishedReplacement.leftToDo(tools.settings.cluster(), target, placements, successor));
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
            tools.waits.shielded(() -> gone[0] = replacement.oldOneIsGone());
        } catch (ServiceException e) {
            return false;
        }
        return gone[0];
    }

    private void putBack() {
        boolean touched = restoration.any();
        leftToDo.addAll(restoration.run());
        if (leftToDo.isEmpty()) {
            forget();
        }
        result = !touched
                ? NodeReport.Result.UNTOUCHED
                : leftToDo.isEmpty() ? NodeReport.Result.RESTORED : NodeReport.Result.UNFINISHED;
    }

    List<String> undone() {
        return restoration.undone();
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
        NodeNotes now = noted();
        note(step.compareTo(now.step()) < 0 ? now : now.at(step, done));
    }

    private NodeNotes noted() {
        return Objects.requireNonNull(notes, "a node is noted before it is touched");
    }

    private void note(NodeNotes now) {
        tools.journal.note(now);
        notes = now;
    }

    /** That nothing is left of it matters less than why it was given up. */
    private void forget() {
        try {
            tools.waits.shielded(() -> tools.journal.putBack(target.node().name()));
        } catch (ServiceException e) {
            if (e.outcome() != ServiceException.Outcome.DENIED) { // else the run that has the journal settles it
                leftToDo.add(ManualStep.of(target + " is as it was, and the journal could not be told so ("
                        + e.getMessage() + "): resume() looks at it and goes on"));
            }
        }
    }

    private NodeNotes notes(Replacement.Before before) {
        return new NodeNotes(
                target.node().name(),
                target.node().uid(),
                target.instanceId(),
                target.addresses(),
                target.pool().id(),
                target.version(),
                Step.DRAIN_BACKENDS,
                false,
                placements.stream().map(Placement::notes).toList(),
                before.poolSize(),
                before.known(),
                before.daemonSets(),
                before.volumesIn());
    }

    /** Once it is replaced. */
    ReplacedNotes successorNotes() {
        Replacement.NewNode there = Objects.requireNonNull(successor);
        return new ReplacedNotes(
                target.node().name(),
                List.copyOf(target.addresses().all()),
                there.node().name(),
                List.copyOf(there.addresses().all()));
    }

    private void step(Step step, String reason, Runnable work) {
        tools.diary.step(steps, step, target.toString(), reason, work);
    }
}
