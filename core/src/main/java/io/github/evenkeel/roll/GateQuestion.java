package io.github.evenkeel.roll;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.AskedGate;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlannedGate;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.GateDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Question to all gates of a run about one thing, asked until all are open. Used by the thread that the thing is
 * waiting on.
 */
final class GateQuestion {
    /** For one gate to answer; for all of them if a deletion is about to be requested. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** More than a gate keeps anything closed for: the limit of a run ends the wait earlier. */
    private static final Duration LONG = Duration.ofDays(3_650);

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofHours(1);

    private final NodeScope scope;
    private final GateRequest.Builder what;
    private final String about;
    private final List<AskedGate> gates;
    private final Hold hold;
    private final GateApprovals approvals;
    private final Set<String> closedOnce = new LinkedHashSet<>();
    private int approvalsSeen;
    private List<Closed> closed = List.of();

    GateQuestion(NodeScope scope, GateRequest.Builder what, List<AskedGate> gates, Hold hold, GateApprovals approvals) {
        this.scope = scope;
        this.what = what;
        this.gates = gates;
        this.hold = hold;
        this.approvals = approvals;
        about = what.build().about();
    }

    /** Gate that is closed, and the time, by the scheduler, at which it is asked again. */
    private record Closed(String gate, String reason, Duration until) {}

    /** What is about to begin. */
    String about() {
        return about;
    }

    /** Gates that were closed at one time. */
    Set<String> closedOnce() {
        return closedOnce;
    }

    /**
     * Asks all gates once.
     *
     * @return whether all are open
     * @throws StepFailure if one stops the run
     */
    boolean isOpen() {
        approvalsSeen = approvals.count();
        List<Closed> now = new ArrayList<>();
        closed(PlannedGate.HOLD, hold.decide(what.build(), scope.retries())).ifPresent(now::add);
        gates.forEach(gate -> closed(gate.id(), gate.ask(request(gate), ANSWER)).ifPresent(now::add));
        closed = now;
        now.forEach(one -> closedOnce.add(one.gate()));
        approvals.await(about, now.stream().map(Closed::gate).toList());
        return now.isEmpty();
    }

    /** Waits until all are open. */
    void awaitOpen() {
        try {
            scope.waits().await(new WaitCondition(about, "open gates", LONG), this::look);
        } finally {
            approvals.end(about);
        }
    }

    private PollResult<Boolean> look() {
        scope.waits().checkMayBegin();
        boolean askNow = left().compareTo(Duration.ZERO) <= 0 || approvals.count() != approvalsSeen;
        if (askNow && isOpen()) {
            return PollResult.of(true);
        }
        String reasons = closed.stream()
                .map(one -> "gate " + one.gate() + " waits: " + one.reason())
                .collect(Collectors.joining("; "));
        return new PollResult<>(null, reasons, null, left());
    }

    /** Until the gate that wants the longest rest may be asked again: all have to be open at the same time. */
    private Duration left() {
        return closed.stream()
                .map(Closed::until)
                .max(Comparator.naturalOrder())
                .map(until -> until.minus(scope.scheduler().elapsed()))
                .orElse(Duration.ZERO);
    }

    private Optional<Closed> closed(String gate, GateDecision decision) {
        if (decision.kind() == GateDecision.Kind.STOP) {
            throw refused(gate, decision);
        }
        return decision.proceeds()
                ? Optional.empty()
                : Optional.of(new Closed(
                        gate, decision.reason(), scope.scheduler().elapsed().plus(clamp(decision.askAgainAfter()))));
    }

    /**
     * For the last moment before a deletion, which can't wait.
     *
     * @throws StepFailure unless all gates proceed, within the time of one
     */
    void requireOpen() {
        Duration end = scope.scheduler().elapsed().plus(ANSWER);
        for (AskedGate gate : gates) {
            GateDecision decision =
                    gate.ask(request(gate), end.minus(scope.scheduler().elapsed()));
            if (!decision.proceeds()) {
                throw refused(gate.id(), decision);
            }
        }
        GateDecision held = hold.decide(what.build(), scope.retries());
        if (!held.proceeds()) {
            throw refused(PlannedGate.HOLD, held);
        }
    }

    private StepFailure refused(String gate, GateDecision decision) {
        return new StepFailure("gate " + gate, "that it lets the roll proceed with: " + about, decision.toString());
    }

    private GateRequest request(AskedGate gate) {
        return what.at(scope.scheduler().now())
                .approvals(approvals.of(gate.id()))
                .build();
    }

    private static Duration clamp(Duration askAgainAfter) {
        return askAgainAfter.compareTo(SOONEST) < 0
                ? SOONEST
                : askAgainAfter.compareTo(LATEST) > 0 ? LATEST : askAgainAfter;
    }
}
