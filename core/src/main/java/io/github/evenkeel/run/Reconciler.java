package io.github.evenkeel.run;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Establishes a desired state: reads the current one, requests the change if necessary, and reads again.
 *
 * <p>Every attempt begins with a read while no other change is in flight. So a read settles a lost response, never a
 * repetition; a stale revision is read anew; and a state that is as desired needs no change. The conditions of the
 * change are evaluated on the same read that the change is made from, as other clients may have made changes while this
 * run waited.
 */
public final class Reconciler {
    private static final Duration SHOWS_WITHIN = Duration.ofSeconds(30);
    private static final int MOST_REFUSALS = 10;

    private final Waits waits;
    private final Retries retries;
    private final Operations operations;

    public Reconciler(Waits waits, Retries retries, Operations operations) {
        this.waits = waits;
        this.retries = retries;
        this.operations = operations;
    }

    /** Brings it about, or fails with what was found instead. */
    public <S> S make(DesiredState<S> change, Duration atMost) {
        Duration end = waits.elapsed().plus(atMost);
        Retries.Patience patience = retries.patience("change " + change.object());
        List<Operation> ended = new ArrayList<>();
        int refusals = 0;
        while (true) {
            try {
                operations.awaitIdle(change.object(), change::inFlight, left(end));
                S now = read(change);
                if (change.reached(now)) {
                    return now;
                }
                if (ended.size() >= change.attempts()) {
                    throw failure(change, now, ended.get(ended.size() - 1));
                }
                if (!ended.isEmpty()) {
                    waits.sleep("a little before " + change.object() + " is changed again", Duration.ofSeconds(1));
                }
                waits.checkCancelled();
                Optional<ChangeCondition<S>> unmet = change.conditions().stream()
                        .filter(condition -> !condition.holds(now))
                        .findFirst();
                if (unmet.isPresent()) {
                    unmet.get().await();
                    refusals++;
                    requireFew(refusals, change);
                    end = waits.elapsed().plus(atMost); // it has waited for something else
                    continue;
                }
                Operation begun = change.start(now);
                end = waits.elapsed().plus(atMost); // that may have waited for long before it asked
                Operation last = operations.awaitEnd(begun, change::operation, atMost);
                ended.add(last);
                patience.reset();
                if (last.state() == Operation.State.SUCCEEDED) {
                    S then = awaitEffect(change, left(end));
                    if (change.reached(then)) {
                        return then;
                    }
                }
            } catch (ServiceException e) {
                patience.backoffOrThrow(e);
            }
        }
    }

    private static void requireFew(int refusals, DesiredState<?> change) {
        if (refusals >= MOST_REFUSALS) {
            throw new StepFailure(
                    change.object(),
                    change.expected(),
                    "that it may not be: each of " + refusals + " looks found something in the way, or took too long");
        }
    }

    /** An operation may be told to have succeeded some moments before that shows: what is there then, or in the end. */
    private <S> S awaitEffect(DesiredState<S> change, Duration left) {
        Duration atMost = left.compareTo(SHOWS_WITHIN) < 0 ? left : SHOWS_WITHIN;
        Duration until = waits.elapsed().plus(atMost);
        return waits.await(new WaitCondition(change.object(), change.expected(), atMost), () -> {
            S now = read(change);
            boolean over = waits.elapsed().compareTo(until) >= 0;
            return change.reached(now) || over ? PollResult.of(now) : PollResult.notYet(change.found(now));
        });
    }

    private <S> S read(DesiredState<S> change) {
        return retries.call("read " + change.object(), change::read);
    }

    private Duration left(Duration end) {
        Duration left = end.minus(waits.elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static <S> StepFailure failure(DesiredState<S> change, S now, Operation last) {
        String ended = last.kind() + " (operation " + last.id() + ") ended " + last.state();
        return new StepFailure(
                change.object(),
                change.expected(),
                change.found(now) + "; " + ended
                        + last.detail().map(": "::concat).orElse(""),
                last.requestId().orElse(null));
    }
}
