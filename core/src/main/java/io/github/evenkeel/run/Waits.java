package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All waits of one run: each can be cancelled, is woken by a signal, has a limit, and publishes an event.
 *
 * <p>{@link #cancel}, {@link #stop}, {@link #pause()}, {@link #resume} and {@link #wake} may be called by any thread,
 * {@link #mayGoOn} by those that the run's own thread has started and waits for, everything else by the run's own
 * thread alone.
 */
public final class Waits {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(250);
    private static final int FRACTION = 40;

    private final Scheduler scheduler;
    private final EventPublisher publisher;
    private final Duration poll;
    private final RunControl control;
    private volatile boolean interrupted;
    private boolean uncancellable;
    private Duration pausedSoFar = Duration.ZERO;

    public Waits(Scheduler scheduler, EventPublisher publisher, Duration poll) {
        this(scheduler, publisher, poll, new RunControl(scheduler));
    }

    private Waits(Scheduler scheduler, EventPublisher publisher, Duration poll, RunControl control) {
        this.scheduler = scheduler;
        this.publisher = publisher;
        this.poll = poll;
        this.control = control;
    }

    /** Waiting of other work of the same run, with a shield of its own. */
    Waits another(EventPublisher about) {
        return new Waits(scheduler, about, poll, control);
    }

    /** Has those that wait look again. */
    public void wake() {
        control.signal().signal();
    }

    /** Has the run unwind at its next wait that can be cancelled. */
    public void cancel() {
        control.cancel();
    }

    public boolean cancelled() {
        return control.cancelled();
    }

    /** Has the run stop where it could be cancelled, until {@link #resume}. */
    public void pause() {
        control.pause();
    }

    /** Ends what {@link #pause()} began. */
    public void resume() {
        control.resume();
    }

    public boolean paused() {
        return control.paused();
    }

    /** Has the run unwind before it begins something new; what is under way is finished. Ends a pause. */
    public void stop() {
        control.stop();
    }

    public boolean stopped() {
        return control.stopped();
    }

    /** As {@link #checkCancelled}, and unwinds after a {@link #stop}, too: call it before something new begins. */
    public void checkMayBegin() {
        checkCancelled();
        if (control.stopped()) {
            throw new CancelledRun();
        }
    }

    /** Whether {@link #checkCancelled} would return at once: for those who call beside the run's own thread. */
    public boolean mayGoOn() {
        return uncancellable || !(control.cancelled() || control.paused() || control.isOver());
    }

    /**
     * Has the run fail where it could be cancelled, once its time is over.
     *
     * @param time for all of it
     * @param spent how much of that is over already
     */
    public void withDeadline(Duration time, Duration spent) {
        control.endWithin(time, spent);
    }

    /** Has something done again and again while the run waits. */
    public void onTick(Duration interval, Runnable work) {
        control.onTick(interval, work);
    }

    /** Runs what must not be left half done: a cancel takes effect after it. */
    public void uncancellable(Runnable work) {
        boolean before = uncancellable;
        uncancellable = true;
        try {
            work.run();
        } finally {
            uncancellable = before;
        }
    }

    /** Whether the run is about what must not be left half done. */
    boolean uncancellable() {
        return uncancellable;
    }

    /** Unwinds if the run was cancelled or its time is over, and stays here for as long as it is paused. */
    public void checkCancelled() {
        control.tick().work().run();
        if (uncancellable) {
            return;
        }
        Duration since = scheduler.elapsed();
        while (control.paused() && !control.cancelled()) {
            long seen = control.signal().signals();
            if (control.paused()) {
                publisher.waiting("the run to be resumed, as it is paused", LONG);
                awaitSignal(seen, LONG);
            }
            pausedSoFar = pausedSoFar.plus(scheduler.elapsed().minus(since));
            since = scheduler.elapsed();
        }
        if (control.cancelled()) {
            throw new CancelledRun();
        }
        if (control.isOver()) {
            throw new StepFailure(
                    "the run", new WaitCondition("the run", "ended", control.limit()).expectedInTime(), "not ended");
        }
    }

    /** As above, uncancellable or not: for the last moment before something that can't be taken back. */
    public void checkCancelledEvenIfUncancellable() {
        boolean before = uncancellable;
        uncancellable = false;
        try {
            checkCancelled();
        } finally {
            uncancellable = before;
        }
    }

    /** As above, but does not pause: the state that was just read must still be current afterwards. */
    public void checkCancelledAtOnce() {
        if (control.cancelled()) {
            throw new CancelledRun();
        }
    }

    /** Time that passes for the run: while it is paused, none. */
    public Duration elapsed() {
        return scheduler.elapsed().minus(pausedSoFar);
    }

    /** Lets time pass, whatever happens meanwhile but a cancel. */
    public void sleep(String why, Duration time) {
        Duration until = elapsed().plus(time);
        Duration left = time;
        checkCancelled();
        while (left.compareTo(Duration.ZERO) > 0) {
            publisher.waiting(why, time);
            sleepUntilSignal(control.signal().signals(), left);
            left = until.minus(elapsed());
        }
    }

    /**
     * Looks until there is something to see: at once after a {@link #wake}, else from time to time.
     *
     * @throws StepFailure with what the last look found, once the time is over
     */
    public <T> T await(WaitCondition condition, Supplier<PollResult<T>> look) {
        return await(condition, look, PollResult::found);
    }

    /** As above, with another account of the last look for the failure: one that is too long to tell on the way. */
    public <T> T await(WaitCondition condition, Supplier<PollResult<T>> look, Function<PollResult<T>, String> account) {
        Duration until = elapsed().plus(condition.atMost());
        while (true) {
            checkCancelled();
            long seen = control.signal().signals();
            PollResult<T> result = look.get();
            if (result.value() != null) {
                return result.value();
            }
            Duration left = until.minus(elapsed());
            if (left.compareTo(Duration.ZERO) <= 0) {
                throw new StepFailure(
                        condition.object(), condition.expectedInTime(), account.apply(result), result.requestId());
            }
            publisher.waiting(
                    condition.object() + ": " + condition.expected() + "; now " + result.found(), condition.atMost());
            Duration pause = longer(
                    result.lookAgainAfter(), pauseAfter(condition.atMost().minus(left)));
            sleepUntilSignal(seen, shorter(pause, left));
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

    /** Waits until all have ended, in spite of a cancel: the run is responsible for the tasks that it has started. */
    void join(List<Scheduler.Running> all) {
        for (Scheduler.Running one : all) {
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

    private void sleepUntilSignal(long seen, Duration time) {
        awaitSignal(seen, time);
        checkCancelled();
    }

    private void awaitSignal(long seen, Duration time) {
        try {
            control.signal().await(seen, shorter(time, control.tick().interval()));
        } catch (InterruptedException e) {
            interrupted();
        }
        control.tick().work().run();
    }

    /** An interrupt of the run's thread cancels the run; the rollback may wait undisturbed. */
    private void interrupted() {
        interrupted = true;
        control.cancel();
    }

    /** Whether a wait was ended by an interrupt. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** Gives the thread the interrupt back that a wait has taken, for those who lent it to the run. */
    public void interruptAgain() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
