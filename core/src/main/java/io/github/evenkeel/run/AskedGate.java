package io.github.evenkeel.run;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Calls of one gate, each with a deadline and on a separate thread. A gate that hangs, throws or answers null is
 * closed, and stays so while an earlier call hangs: it is not called again before that has ended.
 *
 * <p>Safe for use by any thread.
 */
public final class AskedGate {
    /** For a gate that has not failed to be asked again after a failure. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final PlannedGate planned;
    private final Scheduler scheduler;
    private final Set<LimitedCall<?>> hanging = ConcurrentHashMap.newKeySet();

    public AskedGate(PlannedGate planned, Scheduler scheduler) {
        this.planned = planned;
        this.scheduler = scheduler;
    }

    public String id() {
        return planned.id();
    }

    /** Decides by what the gate answers within that time. */
    public GateDecision ask(GateRequest request, Duration atMost) {
        return within(atMost, () -> planned.gate().ask(request), AskedGate::closed);
    }

    /** Whether approvals may be given to it. */
    public boolean takesApprovals() {
        return planned.takesApprovals();
    }

    /** When nodes may begin next, if the gate knows. */
    public Optional<OpenPeriod> nextOpen(Instant from, Duration atMost) {
        return within(atMost, () -> planned.gate().nextOpen(from), why -> Optional.<OpenPeriod>empty());
    }

    /** Until when what begins in a period has time to end. */
    public Instant lastEnd(OpenPeriod open, Duration atMost) {
        return within(atMost, () -> planned.gate().lastEnd(open), why -> open.to());
    }

    private static GateDecision closed(String why) {
        return GateDecision.waitFor(why, ASK_AGAIN);
    }

    /** What a call that has failed means. */
    @FunctionalInterface
    private interface Failed<T> {
        T because(String why);
    }

    private <T> T within(Duration atMost, Supplier<T> question, Failed<T> failed) {
        hanging.removeIf(LimitedCall::ended);
        if (!hanging.isEmpty()) {
            return failed.because("an earlier call of the gate has not ended yet");
        }
        LimitedCall<T> call = new LimitedCall<>(() -> answer(question, failed));
        try {
            if (!call.endsWithin(atMost, scheduler, "evenkeel-gate")) {
                hanging.add(call);
                return failed.because("the gate gives no answer within " + atMost.toMillis() / 1000.0 + " s");
            }
        } catch (NoThreadException e) {
            return failed.because(String.valueOf(e.getMessage()));
        }
        return call.get();
    }

    private static <T> T answer(Supplier<T> question, Failed<T> failed) {
        try {
            T answer = question.get();
            return answer == null ? failed.because("the gate answers null") : answer;
        } catch (Throwable e) { // whatever it is, the run's own thread goes on
            return failed.because("the gate throws " + e);
        }
    }
}
