package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one pod. They take requests until they have ended, and end after SIGTERM when the last request is
 * answered, at the latest when the grace period is over. Thread-safe.
 */
final class RunningPod {
    /** How far a pod's processes are. */
    enum Phase {
        RUNNING,
        READY,
        /** SIGTERM was sent. */
        STOPPING,
        /** All ended by themselves. */
        COMPLETED,
        /** All ended after SIGTERM or SIGKILL. */
        ENDED,
        /** The machine lost power. */
        DEAD
    }

    /** What happens to a request to the pod's address. */
    enum Admission {
        TAKEN,
        /** The pod ended in good order, so that another one must have the request. */
        GONE,
        /** The pod died with its machine, and the API server does not know it yet. */
        BROKEN
    }

    private final AgentThreads threads;
    private final PodScript script;
    private final String ip;
    private Runnable changed = () -> {};
    private final Set<RequestInFlight> requests = new HashSet<>();

    private Pod object;
    private Phase phase = Phase.RUNNING;
    private boolean mayBeReady;
    private boolean wantsToBeReady;
    private boolean wantsToEnd;
    private @Nullable Duration grace;
    private Runnable dropKill = () -> {};

    RunningPod(AgentThreads threads, Pod object, PodScript script, String ip, boolean mayBeReady) {
        this.threads = threads;
        this.object = object;
        this.script = script;
        this.ip = ip;
        this.mayBeReady = mayBeReady;
    }

    /** @param whenChanged run at each change of phase but to STOPPING and DEAD; must return at once */
    synchronized void start(Runnable whenChanged) {
        changed = whenChanged;
        if (script.readyAfter() != null && script.readyAfter().isZero()) {
            warm();
        } else if (script.readyAfter() != null) {
            threads.after(script.readyAfter(), this::warm);
        }
        if (script.completesAfter() != null) {
            threads.after(script.completesAfter(), this::complete);
        }
    }

    /** What the API server last said of the pod. */
    synchronized Pod object() {
        return object;
    }

    synchronized void object(Pod newest) {
        object = newest;
    }

    synchronized Phase phase() {
        return phase;
    }

    PodScript script() {
        return script;
    }

    String ip() {
        return ip;
    }

    synchronized void mayBeReady(boolean may) {
        mayBeReady = may;
        readyIfPossible();
    }

    synchronized Admission admit(RequestInFlight request) {
        switch (phase) {
            case COMPLETED, ENDED -> {
                return Admission.GONE;
            }
            case DEAD -> {
                return Admission.BROKEN;
            }
            case RUNNING, READY, STOPPING -> {
                requests.add(request);
                return Admission.TAKEN;
            }
        }
        throw new AssertionError(phase);
    }

    synchronized void answered(RequestInFlight request) {
        if (requests.remove(request)) {
            endIfIdle();
        }
    }

    /** Sends SIGTERM, and SIGKILL when the time is over. A later call can make the time shorter, never longer. */
    synchronized void stop(Duration graceFromNow) {
        if (phase == Phase.COMPLETED) {
            become(Phase.ENDED);
            return;
        }
        boolean first = phase == Phase.RUNNING || phase == Phase.READY;
        boolean shorter = phase == Phase.STOPPING && grace != null && graceFromNow.compareTo(grace) < 0;
        if (first || shorter) {
            grace = graceFromNow;
            dropKill.run();
            dropKill = threads.after(graceFromNow, this::kill);
        }
        if (first) {
            phase = Phase.STOPPING;
            if (script.stopAfter() != null) {
                threads.after(script.stopAfter(), this::wishToEnd);
            }
        }
    }

    /** The machine has no power any more: nothing is answered, nothing reported. */
    synchronized void powerOff() {
        phase = Phase.DEAD;
        dropKill.run();
        cutRequests();
    }

    private synchronized void warm() {
        wantsToBeReady = true;
        readyIfPossible();
    }

    private synchronized void complete() {
        if (phase == Phase.RUNNING || phase == Phase.READY) {
            cutRequests();
            become(Phase.COMPLETED);
        }
    }

    private synchronized void wishToEnd() {
        wantsToEnd = true;
        endIfIdle();
    }

    private synchronized void kill() {
        if (phase == Phase.STOPPING) {
            cutRequests();
            become(Phase.ENDED);
        }
    }

    private void readyIfPossible() {
        if (wantsToBeReady && mayBeReady && phase == Phase.RUNNING) {
            become(Phase.READY);
        }
    }

    private void endIfIdle() {
        if (phase == Phase.STOPPING && wantsToEnd && requests.isEmpty()) {
            dropKill.run();
            become(Phase.ENDED);
        }
    }

    private void become(Phase next) {
        phase = next;
        changed.run();
    }

    private void cutRequests() {
        List<RequestInFlight> cut = List.copyOf(requests);
        requests.clear();
        cut.forEach(RequestInFlight::cut);
    }
}
