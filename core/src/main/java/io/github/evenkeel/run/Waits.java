package io.github.evenkeel.run;

import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All waiting of one run: cancellable, woken by the bell, with a deadline, and never in silence.
 *
 * <p>{@link #cancel}, {@link #hold}, {@link #goOn} and {@link #wake} may be called by any thread, {@link #mayGoOn} by
 * those that the run's own thread has started and waits for, everything else by the run's own thread alone.
 */
public final class Waits {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(250);
    private static final int FRACTION = 40;

    private final Timeline timeline;
    private final Diary diary;
    private final Duration poll;
    private final Timeline.Bell bell;
    private volatile boolean cancelled;
    private volatile boolean held;
    private volatile boolean interrupted;
    private boolean shielded;
    private Duration heldSoFar = Duration.ZERO;
    private @Nullable Duration end;
    private Duration atMost = LONG;
    private Duration longestSleep = LONG;
    private Runnable meanwhile = () -> {};

    public Waits(Timeline timeline, Diary diary, Duration poll) {
        this.timeline = timeline;
        this.diary = diary;
        this.poll = poll;
        this.bell = timeline.bell();
    }

    /** Has whoever waits look again. */
    public void wake() {
        bell.ring();
    }

    /** Has the run unwind at its next wait that is not shielded. */
    public void cancel() {
        cancelled = true;
        bell.ring();
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** Has the run stop where it could be cancelled, until {@link #goOn}. */
    public void hold() {
        held = true;
        bell.ring();
    }

    /** Ends what {@link #hold} began. */
    public void goOn() {
        held = false;
        bell.ring();
    }

    public boolean held() {
        return held;
    }

    /** Whether {@link #heedCancel} would return at once: for those who call beside the run's own thread. */
    public boolean mayGoOn() {
        return shielded
                || !(cancelled || held || (end != null && timeline.elapsed().compareTo(end) >= 0));
    }

    /**
     * Has the run fail where it could be cancelled, once its time is over.
     *
     * @param time for all of it
     * @param spent how much of that is over already
     */
    public void endWithin(Duration time, Duration spent) {
        atMost = time;
        end = timeline.elapsed().plus(time).minus(spent);
    }

    /** Has something done again and again while the run waits. */
    public void meanwhile(Duration interval, Runnable work) {
        longestSleep = interval;
        meanwhile = work;
    }

    /** Runs what must not be left half done: a cancel takes effect after it. */
    public void shielded(Runnable work) {
        boolean before = shielded;
        shielded = true;
        try {
            work.run();
        } finally {
            shielded = before;
        }
    }

    /** Whether the run is about what must not be left half done. */
    boolean shielded() {
        return shielded;
    }

    /** Unwinds if the run was cancelled or its time is over, and stays here for as long as it is held. */
    public void heedCancel() {
        meanwhile.run();
        if (shielded) {
            return;
        }
        Duration since = timeline.elapsed();
        while (held && !cancelled) {
            long seen = bell.rings();
            if (held) {
                diary.waiting("the run to be resumed, as it is paused", LONG);
                await(seen, LONG);
            }
            heldSoFar = heldSoFar.plus(timeline.elapsed().minus(since));
            since = timeline.elapsed();
        }
        if (cancelled) {
            throw new CancelledRun();
        }
        if (end != null && timeline.elapsed().compareTo(end) >= 0) {
            throw new StepFailure("the run", new Goal("the run", "ended", atMost).expectedInTime(), "not ended");
        }
    }

    /** As above, shielded or not: for the last moment before something that can't be taken back. */
    public void heedCancelOfShielded() {
        boolean before = shielded;
        shielded = false;
        try {
            heedCancel();
        } finally {
            shielded = before;
        }
    }

    /** As above, and does not stay here: what was looked at just now shall be so still. */
    public void heedCancelAtOnce() {
        if (cancelled) {
            throw new CancelledRun();
        }
    }

    /** Time that passes for the run: while it is held, none. */
    public Duration elapsed() {
        return timeline.elapsed().minus(heldSoFar);
    }

    /** Lets time pass, whatever happens meanwhile but a cancel. */
    public void pause(String why, Duration time) {
        Duration until = elapsed().plus(time);
        Duration left = time;
        heedCancel();
        while (left.compareTo(Duration.ZERO) > 0) {
            diary.waiting(why, time);
            sleep(bell.rings(), left);
            left = until.minus(elapsed());
        }
    }

    /**
     * Looks until there is something to see: at once after a {@link #wake}, else from time to time.
     *
     * @throws StepFailure with what the last look found, once the time is over
     */
    public <T> T until(Goal goal, Supplier<Sight<T>> look) {
        return until(goal, look, Sight::found);
    }

    /** As above, with another account of the last look for the failure: one that is too long to tell on the way. */
    public <T> T until(Goal goal, Supplier<Sight<T>> look, Function<Sight<T>, String> account) {
        Duration until = elapsed().plus(goal.atMost());
        while (true) {
            heedCancel();
            long seen = bell.rings();
            Sight<T> sight = look.get();
            if (sight.value() != null) {
                return sight.value();
            }
            Duration left = until.minus(elapsed());
            if (left.compareTo(Duration.ZERO) <= 0) {
                throw new StepFailure(goal.object(), goal.expectedInTime(), account.apply(sight), sight.requestId());
            }
            diary.waiting(goal.object() + ": " + goal.expected() + "; now " + sight.found(), goal.atMost());
            Duration pause =
                    longer(sight.lookAgainAfter(), pauseAfter(goal.atMost().minus(left)));
            sleep(seen, shorter(pause, left));
        }
    }

    /**
     * A fraction of the wait so far: what takes seconds is noticed soon, and what takes minutes is not asked for in
     * vain.
     */
    private Duration pauseAfter(Duration waited) {
        return shorter(poll, longer(SOON, Duration.ofNanos(waited.toNanos() / FRACTION)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Waits until all have ended, in spite of a cancel: whoever started them answers for what they do. */
    void join(List<Timeline.Running> all) {
        for (Timeline.Running one : all) {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = one.join(poll);
                } catch (InterruptedException e) {
                    interrupted();
                }
            }
        }
    }

    private void sleep(long seen, Duration time) {
        await(seen, time);
        heedCancel();
    }

    private void await(long seen, Duration time) {
        try {
            bell.await(seen, time.compareTo(longestSleep) < 0 ? time : longestSleep);
        } catch (InterruptedException e) {
            interrupted();
        }
        meanwhile.run();
    }

    /** Whoever interrupts a run's thread wants the run to end; what it has to put back first can wait undisturbed. */
    private void interrupted() {
        interrupted = true;
        cancelled = true;
    }

    /** Gives the thread the interrupt back that a wait has taken, for those who lent it to the run. */
    public void interruptAgain() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
