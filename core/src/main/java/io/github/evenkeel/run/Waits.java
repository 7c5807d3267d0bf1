package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All waits of one task of a run, such as the replacement of a node: each can be cancelled, is woken by a signal, has a
 * limit, and publishes an event.
 *
 * <p>{@link #cancel}, {@link #stop}, {@link #unwind}, {@link #pause()}, {@link #resume} and {@link #wake} may be called
 * by any thread, {@link #mayGoOn} by those that the task's own thread has started and waits for, everything else by the
 * task's own thread alone, and by those that work {@link SideBySide} with it.
 */
public final class Waits {
    private static final Duration LONG = Duration.ofHours(1);

    private final Scheduler scheduler;
    private final EventPublisher publisher;
    private final PollInterval poll;
    private final RunControl control;
    private final TaskThreads threads;

    public Waits(Scheduler scheduler, EventPublisher publisher, Duration poll) {
        this(scheduler, publisher, new PollInterval(poll), new RunControl(scheduler));
    }

    private Waits(Scheduler scheduler, EventPublisher publisher, PollInterval poll, RunControl control) {
        this.scheduler = scheduler;
        this.publisher = publisher;
        this.poll = poll;
        this.control = control;
        threads = new TaskThreads(new TaskControl(control));
    }

    /** Waiting of another task of the same run, with a shield of its own. */
    Waits another(EventPublisher about) {
        return new Waits(scheduler, about, poll, control);
    }

    /** Has the task look again, if it waits. */
    public void wake() {
        threads.own().wake();
    }

    /** Has all tasks of the run look again. */
    public void wakeAll() {
        control.signal();
    }

    /** Has this task alone unwind, as {@link #cancel} does with all of them: the run ends, as another one failed. */
    public void unwind() {
        threads.own().unwind();
    }

    /** Has no request reach the task, a cancel of the run included: it puts back what the run has done. */
    public void putsBack() {
        threads.own().putsBack();
    }

    /** The task has ended. */
    public void leave() {
        threads.own().leave();
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
        checkNotStopped();
    }

    /** Unwinds after a {@link #stop}; it does not pause: the state that was just read must still be current. */
    public void checkNotStopped() {
        if (control.stopped()) {
            throw new CancelledRun();
        }
    }

    /** Whether {@link #checkCancelled} would return at once: for those who call beside the run's own thread. */
    public boolean mayGoOn() {
        return threads.current().mayGoOn();
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
        threads.current().uncancellable(work);
    }

    /** Whether the run is about what must not be left half done. */
    boolean uncancellable() {
        return threads.current().isUncancellable();
    }

    /** Unwinds if the run was cancelled or its time is over, and stays here for as long as it is paused. */
    public void checkCancelled() {
        control.tick().work().run();
        TaskControl task = threads.current();
        if (task.isUncancellable()) {
            return;
        }
        Duration since = scheduler.elapsed();
        while (task.isToPause()) {
            long seen = task.signal().signals();
            if (task.isToPause()) {
                awaitSignal("the run to be resumed, as it is paused", seen);
            }
            task.paused(scheduler.elapsed().minus(since));
            since = scheduler.elapsed();
        }
        checkCancelledAtOnce();
        control.requireTimeLeft();
    }

    /** As above, uncancellable or not: for the last moment before something that can't be taken back. */
    public void checkCancelledEvenIfUncancellable() {
        threads.current().cancellable(this::checkCancelled);
    }

    /** As above, but does not pause: the state that was just read must still be current afterwards. */
    public void checkCancelledAtOnce() {
        if (threads.current().isToUnwind()) {
            throw new CancelledRun();
        }
    }

    /** Whether the task is to pause, now or after its turn. */
    boolean pauseIsRequested() {
        return threads.current().pauseIsRequested();
    }

    /** Does what other tasks wait for: a pause takes effect after it. */
    <T> T unpausable(Supplier<T> work) {
        return threads.current().unpausable(work);
    }

    /** Those that work on the task. */
    TaskThreads threads() {
        return threads;
    }

    /** Wakes the task. */
    Scheduler.Signal signal() {
        return threads.current().signal();
    }

    /** Waits until another signal than those that were seen, or for a while. */
    void awaitSignal(String what, long seen) {
        publisher.waiting(threads.current(), what, LONG);
        awaitSignal(seen, LONG);
    }

    /** Waits for the end of tasks, in spite of a cancel: the run is responsible for the tasks that it has started. */
    public void awaitInSpiteOfCancel(BooleanSupplier ended) {
        while (true) {
            long seen = threads.current().signal().signals();
            if (ended.getAsBoolean()) {
                return;
            }
            awaitSignal(seen, LONG);
        }
    }

    /** Time that passes for the run: while it is paused, none. */
    public Duration elapsed() {
        return scheduler.elapsed().minus(threads.current().pausedSoFar());
    }

    /** Lets time pass, whatever happens meanwhile but a cancel. */
    public void sleep(String why, Duration time) {
        Duration until = elapsed().plus(time);
        Duration left = time;
        long seen = threads.current().signal().signals(); // before the check: no request goes unnoticed
        checkCancelled();
        while (left.compareTo(Duration.ZERO) > 0) {
            publisher.waiting(threads.current(), why, time);
            awaitSignal(seen, left);
            seen = threads.current().signal().signals();
            checkCancelled();
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
            long seen = threads.current().signal().signals();
            checkCancelled();
            PollResult<T> result = look.get();
            if (result.value() != null) {
                return result.value();
            }
            Duration left = until.minus(elapsed());
            if (left.compareTo(Duration.ZERO) <= 0) {
                throw new StepFailure(
                        condition.object(), condition.expectedInTime(), account.apply(result), result.requestId());
            }
            publisher.waiting(threads.current(), condition.unmet(result.found()), condition.atMost());
            Duration pause = PollInterval.longer(
                    result.lookAgainAfter(), poll.after(condition.atMost().minus(left), condition.apart()));
            awaitSignal(seen, PollInterval.shorter(pause, left));
        }
    }

    /** Waits until all have ended, in spite of a cancel: the run is responsible for the tasks that it has started. */
    void join(List<Scheduler.Running> all) {
        for (Scheduler.Running one : all) {
            boolean ended = false;
            while (!ended) {
                try {
                    ended = one.join(poll.longest());
                } catch (InterruptedException e) {
                    interrupted();
                }
            }
        }
    }

    private void awaitSignal(long seen, Duration time) {
        try {
            threads.current()
                    .signal()
                    .await(seen, PollInterval.shorter(time, control.tick().interval()));
        } catch (InterruptedException e) {
            interrupted();
        }
        control.tick().work().run();
    }

    /** An interrupt of the run's thread cancels the run; the rollback may wait undisturbed. */
    private void interrupted() {
        threads.interrupted();
        control.cancel();
    }

    /** Gives a thread that was lent to the run the interrupt back that ended a wait; answers whether one did. */
    public boolean interruptAgain() {
        return threads.interruptAgain();
    }
}
