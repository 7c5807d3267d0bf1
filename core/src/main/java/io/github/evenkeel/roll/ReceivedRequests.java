package io.github.evenkeel.roll;

import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.lease.LeaseGuard;
import io.github.evenkeel.run.state.RequestsEntry;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.Scheduler;
import java.util.List;
import java.util.Optional;

/**
 * Requests that come with the run's lock. It applies or refuses each of them once, and removes it from the lock when
 * the answer is in the journal: a process that recovers the run finds it in the lock or in the journal.
 *
 * <p>{@link #acknowledged} may be called by any thread, everything else by one at a time.
 */
final class ReceivedRequests {
    private final String runId;
    private final Waits waits;
    private final EventPublisher publisher;
    private final Scheduler scheduler;
    private final LeaseGuard lease;
    private final Gates gates;
    private volatile RequestsEntry answered;
    private volatile RequestsEntry acknowledged;

    /** @param before the requests that another process of the run has answered */
    ReceivedRequests(RunSession session, EventPublisher publisher, Gates gates, RequestsEntry before) {
        runId = session.runId();
        waits = session.scope().waits();
        scheduler = session.scope().scheduler();
        lease = session.lease();
        this.publisher = publisher;
        this.gates = gates;
        answered = before;
        acknowledged = before;
    }

    /** Applies what has arrived. */
    void apply() {
        for (RunRequest request : lease.requests().waiting()) {
            if (acknowledged.has(request.id())) {
                lease.requests().answered(request.id());
            } else if (!answered.has(request.id())) {
                answered = answered.with(new AnsweredRequest(request, scheduler.now(), apply(request)));
            }
        }
    }

    /** All answers, for the journal. */
    RequestsEntry answered() {
        return answered;
    }

    /** Whether there are answers that are not acknowledged yet. */
    boolean isNew() {
        return !answered.equals(acknowledged);
    }

    /** The answers are in the journal, or the run has none. */
    void acknowledge() {
        List<AnsweredRequest> fresh = answered.answered().stream()
                .filter(answer -> !acknowledged.has(answer.request().id()))
                .toList();
        acknowledged = answered;
        for (AnsweredRequest answer : fresh) {
            lease.requests().answered(answer.request().id());
            publisher.requestAnswered(answer);
        }
        if (!fresh.isEmpty()) {
            lease.renewSoon();
        }
    }

    /** The answers that outlive the process, the latest at the end. */
    List<AnsweredRequest> acknowledged() {
        return acknowledged.answered();
    }

    /** @return why it is refused */
    private Optional<String> apply(RunRequest request) {
        RunRequest.Kind kind = request.kind();
        if (kind.equals(RunRequest.Kind.UNREADABLE)) {
            return Optional.of("it is not of the form run=...&kind=PAUSE&author=...");
        }
        String run = request.runId().orElse(runId);
        if (!run.equals(runId)) {
            return Optional.of("it is for run " + run + ", and this is run " + runId);
        }
        if (kind.equals(RunRequest.Kind.APPROVE)) {
            return request.gateId()
                    .map(gate -> approved(gate, request.author()))
                    .orElseGet(() -> Optional.of("it names no gate"));
        }
        if (kind.equals(RunRequest.Kind.CANCEL)) {
            waits.cancel();
            return Optional.empty();
        }
        if (kind.equals(RunRequest.Kind.RESUME)) {
            waits.resume();
            return Optional.empty();
        }
        if (kind.equals(RunRequest.Kind.STOP)) {
            return waits.cancelled() ? Optional.of("the run is being cancelled") : done(waits::stop);
        }
        if (kind.equals(RunRequest.Kind.PAUSE)) {
            return waits.cancelled() || waits.stopped()
                    ? Optional.of("the run is being " + (waits.cancelled() ? "cancelled" : "stopped"))
                    : done(waits::pause);
        }
        return Optional.of("this version does not know requests of kind " + kind);
    }

    private Optional<String> approved(String gate, String approver) {
        try {
            gates.approve(gate, approver);
            waits.wakeAll();
            return Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> done(Runnable effect) {
        effect.run();
        return Optional.empty();
    }
}
