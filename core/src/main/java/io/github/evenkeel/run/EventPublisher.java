package io.github.evenkeel.run;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.Finding;
import io.github.evenkeel.GateRecord;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the events of a run to the listeners, collects its steps for the report, and holds the progress of each
 * task.
 *
 * <p>Safe for use by any thread. Each listener receives one event at a time, all in the same order, on its own thread.
 */
public final class EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final Scheduler scheduler;
    private final Shared shared;
    private final UnaryOperator<EventSubject> subject;
    private final ThreadLocal<UnaryOperator<EventSubject>> detail = ThreadLocal.withInitial(UnaryOperator::identity);
    private volatile Progress progress = new Progress(null, null, null);

    public EventPublisher(Scheduler scheduler, List<UpgradeListener> listeners) {
        this(
                scheduler,
                new Shared(listeners.stream()
                        .map(listener -> new ListenerQueue(listener, scheduler))
                        .toList()),
                source -> source);
    }

    private EventPublisher(Scheduler scheduler, Shared shared, UnaryOperator<EventSubject> subject) {
        this.scheduler = scheduler;
        this.shared = shared;
        this.subject = subject;
    }

    /** What all publishers of a run have in common. */
    private static final class Shared {
        private final List<ListenerQueue> listeners;
        private final List<String> evicted = new CopyOnWriteArrayList<>();
        private final List<Finding> warnings = new CopyOnWriteArrayList<>();
        private final AtomicInteger nodesReplaced = new AtomicInteger();
        private boolean over;
        private volatile EventSubject run = EventSubject.ofRun("", Optional.empty());
        private volatile IntSupplier nodesDone = nodesReplaced::get;
        private volatile IntSupplier nodes = () -> 0;

        private Shared(List<ListenerQueue> listeners) {
            this.listeners = listeners;
        }
    }

    /** Says which run it is whose events are published from here on. */
    public void identify(String runId, Optional<String> clusterId) {
        shared.run = EventSubject.ofRun(runId, clusterId);
    }

    /** Says who counts the nodes of the run. */
    public void countedBy(IntSupplier nodesDone, IntSupplier nodes) {
        shared.nodesDone = nodesDone;
        shared.nodes = nodes;
    }

    /** A publisher of the same run, whose events are about a part of this one's subject. */
    public EventPublisher about(UnaryOperator<EventSubject> part) {
        return new EventPublisher(scheduler, shared, whole -> part.apply(subject.apply(whole)));
    }

    /** Does work, and publishes what happens meanwhile on the same thread as about a part of the subject. */
    public <T> T during(UnaryOperator<EventSubject> part, Supplier<T> work) {
        UnaryOperator<EventSubject> before = detail.get();
        detail.set(part);
        try {
            return work.get();
        } finally {
            detail.set(before);
        }
    }

    /** As above, for work that has no result. */
    public void during(UnaryOperator<EventSubject> part, Runnable work) {
        during(part, () -> {
            work.run();
            return true;
        });
    }

    private EventSource source() {
        return detail.get().apply(subject.apply(shared.run.at(shared.nodesDone.getAsInt(), shared.nodes.getAsInt())));
    }

    /** Progress of a task. */
    public record Progress(@Nullable Step step, @Nullable String object, @Nullable String waitingFor) {}

    /** Progress of the task that publishes here. */
    public Progress progress() {
        return progress;
    }

    /** Takes a step, and adds it to {@code records} however it ends. */
    public <T> T step(List<StepRecord> records, Step step, String object, String reason, Supplier<T> work) {
        Instant started = scheduler.now();
        Duration begin = scheduler.elapsed();
        progress = new Progress(step, object, null);
        tell(new EventRecords.StepStarted(started, source(), step, object, reason));
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } catch (VirtualMachineError e) {
            throw e; // nothing that is said or done now can be relied on
        } catch (RuntimeException | Error e) {
            tell(new EventRecords.StepFailed(scheduler.now(), source(), step, object, String.valueOf(e.getMessage())));
            throw e;
        } finally {
            Duration took = scheduler.elapsed().minus(begin);
            records.add(new StepRecord(step, object, started, took));
            if (done) {
                tell(new EventRecords.StepEnded(scheduler.now(), source(), step, object, took));
            }
        }
    }

    /** As above, for work that has no result. */
    public void step(List<StepRecord> records, Step step, String object, String reason, Runnable work) {
        step(records, step, object, reason, () -> {
            work.run();
            return true;
        });
    }

    /** Tells what a thread waits for, if that is news. */
    void waiting(TaskControl thread, String what, Duration atMost) {
        Progress before = progress;
        if (thread.isNews(what) && !what.equals(before.waitingFor())) {
            progress = new Progress(before.step(), before.object(), what);
            Step step = before.step() == null ? Step.PREPARE : before.step();
            tell(new EventRecords.Waiting(scheduler.now(), source(), step, what, atMost));
        }
    }

    void retrying(String operation, int attempt, Duration delay, String why) {
        tell(new EventRecords.Retrying(scheduler.now(), source(), operation, attempt, delay, why));
    }

    public void warned(Finding finding) {
        shared.warnings.add(finding);
        tell(new EventRecords.Warned(scheduler.now(), source(), finding));
    }

    public List<Finding> warnings() {
        return List.copyOf(shared.warnings);
    }

    /** The pods that were let go, or deleted past a budget, in this order. */
    public List<String> evicted() {
        return List.copyOf(shared.evicted);
    }

    public void podEvicted(String pod, String node) {
        shared.evicted.add(pod);
        tell(new EventRecords.PodEvicted(scheduler.now(), source(), pod, node));
    }

    public void deploymentRestarted(String deployment, String pod, String node) {
        tell(new EventRecords.DeploymentRestarted(scheduler.now(), source(), deployment, pod, node));
    }

    public void evictionRefused(String pod, String node, EvictionAnswer answer) {
        tell(new EventRecords.EvictionRefused(
                scheduler.now(), source(), pod, node, answer.verdict(), answer.message()));
    }

    public void podDeletedPastBudget(String pod, String node, String budget) {
        shared.evicted.add(pod);
        shared.warnings.add(Finding.warning(
                "pod " + pod,
                "deleted past disruption budget " + budget,
                "a budget that lets go in time",
                "check the application"));
        tell(new EventRecords.PodDeletedPastBudget(scheduler.now(), source(), pod, node, budget));
    }

    /** @param refusal what the server had answered to its eviction */
    public void podMovedByOthers(String pod, String node, String refusal) {
        shared.warnings.add(Finding.warning(
                "pod " + pod + " on node " + node,
                "deleted by another client after its eviction was refused: " + refusal,
                "an eviction that is accepted",
                "check the application, if no operator moves its pods"));
        tell(new EventRecords.PodMovedByOthers(scheduler.now(), source(), pod, node, refusal));
    }

    public void requestAnswered(AnsweredRequest answer) {
        tell(new EventRecords.RequestAnswered(scheduler.now(), source(), answer));
    }

    public void rolledBack(String what) {
        tell(new EventRecords.RolledBack(scheduler.now(), source(), what));
    }

    /** How many nodes were replaced; told of one, a listener finds it counted. */
    public int nodesReplaced() {
        return shared.nodesReplaced.get();
    }

    public void nodeReplaced(NodeReport report) {
        shared.nodesReplaced.incrementAndGet();
        tell(new EventRecords.NodeReplaced(scheduler.now(), source(), report));
    }

    public void nodeEnded(NodeReport report) {
        tell(new EventRecords.NodeEnded(scheduler.now(), source(), report));
    }

    public void gatePassed(GateRecord gate) {
        tell(new EventRecords.GatePassed(scheduler.now(), source(), gate));
    }

    /** Whether a listener is to hear of calls: there are many, and few want them. */
    public boolean callsAreHeard() {
        return shared.listeners.stream().anyMatch(ListenerQueue::hearsCalls);
    }

    public void callEnded(String port, String operation, Optional<Outcome> failure, Duration took) {
        tell(new EventRecords.CallEnded(scheduler.now(), source(), port, operation, failure, took));
    }

    public void probeChanged(String target, ProbeResult result) {
        tell(new EventRecords.ProbeChanged(scheduler.now(), source(), target, result));
    }

    public void ended(UpgradeReport report) {
        tell(new EventRecords.Ended(scheduler.now(), source(), report));
    }

    /**
     * Waits until the listeners have heard all that was told, or {@code atMost} is shared.over; they hear the rest
     * later. A thread that is interrupted waits no longer, and keeps its interrupt flag.
     */
    public void settle(Duration atMost) {
        Duration end = scheduler.elapsed().plus(atMost);
        try {
            for (ListenerQueue listener : shared.listeners) {
                listener.settle(end.minus(scheduler.elapsed()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a listener is called on this thread just now. */
    public boolean isHeardOn(Thread thread) {
        return shared.listeners.stream().anyMatch(listener -> listener.isHeardOn(thread));
    }

    private void tell(UpgradeEvent event) {
        LOG.debug("{}", event);
        synchronized (shared) { // all listeners hear the same order, and nothing after the end
            if (shared.over) {
                return;
            }
            shared.over = event instanceof UpgradeEvent.Ended;
            shared.listeners.forEach(listener -> listener.add(event));
        }
        shared.listeners.forEach(ListenerQueue::deliver);
        shared.listeners.forEach(listener -> listener.fallsBehind().ifPresent(finding -> {
            LOG.warn("{}", finding);
            warned(finding);
        }));
    }
}
