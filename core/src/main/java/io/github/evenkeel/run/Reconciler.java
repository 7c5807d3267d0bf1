package io.github.evenkeel.run;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        return make(change, atMost, List.of());
    }

    /**
     * The same under conditions of the caller, which are evaluated after those of the change.
     *
     * @param more what has to hold besides
     */
    public <S> S make(DesiredState<S> change, Duration atMost, List<ChangeCondition<S>> more) {
        return make(change, atMost, new Turn(), more);
    }

    /**
     * The same for a resource that several tasks of the run change.
     *
     * @param turn in which each attempt is made; a condition that does not hold is awaited outside of it
     */
    public <S> S make(DesiredState<S> change, Duration atMost, Turn turn) {
        return make(change, atMost, turn, List.of());
    }

    private <S> S make(DesiredState<S> change, Duration atMost, Turn turn, List<ChangeCondition<S>> more) {
        Retries.Patience patience = retries.patience("change " + change.object());
        Making<S> making = new Making<>(change, atMost, patience, more);
        int refusals = 0;
        boolean hasWaited = false;
        while (true) {
            try {
                Attempt<S> attempt = attempt(making, turn, hasWaited);
                hasWaited = false;
                S reached = attempt.reached();
                if (reached != null) {
                    return reached;
                }
                ChangeCondition<S> unmet = attempt.unmet();
                if (unmet != null) {
                    unmet.await();
                    hasWaited = true; // behind all others, what it has awaited would be over again
                    refusals++;
                    requireFew(refusals, change);
                    making.beginAnew(); // it has waited for something else
                }
                waits.checkCancelled();
            } catch (ServiceException e) {
                patience.backoffOrThrow(e);
            }
        }
    }

    private <S> Attempt<S> attempt(Making<S> making, Turn turn, boolean isAgain) {
        Duration queued = waits.elapsed();
        String what = making.change.object() + ": the run's other changes of it";
        Supplier<Attempt<S>> work = () -> {
            making.extendBy(waits.elapsed().minus(queued));
            return making.attempt();
        };
        return isAgain ? turn.takeAgain(waits, what, work) : turn.take(waits, what, work);
    }

    /**
     * What came of an attempt: the desired state, a condition that does not hold, or neither.
     *
     * @param reached the desired state; null if it is not reached
     * @param unmet first condition that does not hold; null if the change was requested or paused
     */
    private record Attempt<S>(@Nullable S reached, @Nullable ChangeCondition<S> unmet) {}

    /** Attempts at one change, with the time that they have. */
    private final class Making<S> {
        private final DesiredState<S> change;
        private final Duration atMost;
        private final Retries.Patience patience;
        private final List<ChangeCondition<S>> conditions;
        private final List<Operation> ended = new ArrayList<>();
        private Duration end;

        Making(DesiredState<S> change, Duration atMost, Retries.Patience patience, List<ChangeCondition<S>> more) {
            this.change = change;
            this.atMost = atMost;
            this.patience = patience;
            conditions =
                    Stream.concat(change.conditions().stream(), more.stream()).toList();
            end = waits.elapsed().plus(atMost);
        }

        void beginAnew() {
            end = waits.elapsed().plus(atMost);
        }

        /** The wait for other changes of the same run does not count. */
        void extendBy(Duration queued) {
            end = end.plus(queued);
        }

        private Duration left() {
            Duration left = end.minus(waits.elapsed());
            return left.isNegative() ? Duration.ZERO : left;
        }

        Attempt<S> attempt() {
            operations.awaitIdle(change.object(), change::inFlight, left());
            S now = read(change);
            if (change.reached(now)) {
                return new Attempt<>(now, null);
            }
            if (ended.size() >= change.attempts()) {
                throw failure(change, now, ended.get(ended.size() - 1));
            }
            if (!ended.isEmpty()) {
                waits.sleep("a little before " + change.object() + " is changed again", Duration.ofSeconds(1));
            }
            waits.checkCancelled();
            if (waits.pauseIsRequested()) {
                return new Attempt<>(null, null);
            }
            Optional<ChangeCondition<S>> unmet = conditions.stream()
                    .filter(condition -> !condition.holds(now))
                    .findFirst();
            if (unmet.isPresent()) {
                return new Attempt<>(null, unmet.get());
            }
            Operation begun = change.start(now);
            beginAnew(); // that may have waited for long before it asked
            Operation last = operations.awaitEnd(begun, change::operation, atMost);
            ended.add(last);
            patience.reset();
            if (last.state() == Operation.State.SUCCEEDED) {
                S then = awaitEffect(change, left());
                if (change.reached(then)) {
                    return new Attempt<>(then, null);
                }
            }
            return new Attempt<>(null, null);
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
