package io.github.evenkeel.testkit.simulation.time;

import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, which passes only while all tasks wait, and tasks of which exactly one runs at any moment.
 *
 * <p>Tasks are threads that pass each other a baton. A task that waits passes it to a task that can continue, chosen by
 * the seed. If none can, it executes the next event itself, at the time of that event. So a run with one task switches
 * no threads, and the same seed gives the same run.
 *
 * <p>Only its own tasks may use it; the thread that calls {@link #run} is the first of them.
 */
public final class VirtualTime implements Scheduler {
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    /** The name of the threads on which a run calls its listeners. */
    private static final String LISTENER = "evenkeel-listener";

    /** More than any run does in one instant. */
    private static final int IDLE_AT_MOST = 100_000;

    private final Draw draw;
    private final PriorityQueue<Moment> moments = new PriorityQueue<>();
    private final List<Task> runnable = new ArrayList<>();
    private final List<Task> living = new ArrayList<>();
    private Task current;
    private Task main;
    private long now;
    private long skew;
    private long serial;
    private long happened;
    private long idledAt;
    private int idled;
    private @Nullable Error broken;
    private boolean listenersWait;

    /** Draws the order of what happens at the same time. */
    public VirtualTime(Draw draw) {
        this.draw = draw;
        main = new Task("main", () -> {}, null);
        current = main;
    }

    /**
     * Runs {@code body} on the calling thread, as the first task, until it ends; whatever still runs then is ended,
     * too.
     *
     * @throws Stuck if nothing can ever happen any more
     */
    public void run(Runnable body) {
        main = new Task("main", body, null);
        main.thread = Thread.currentThread();
        living.add(main);
        current = main;
        try {
            body.run();
        } finally {
            abandonOthers();
        }
    }

    /** Nanoseconds since the beginning. */
    public long nanos() {
        return now;
    }

    /** How many things have happened so far. */
    public long happened() {
        return happened;
    }

    /** Has the time of day jump; what is measured by {@link #elapsed} does not. */
    public void skew(Duration jump) {
        skew += jump.toNanos();
    }

    /** Has something happen after so many nanoseconds. What it throws ends the whole run. */
    public void after(long nanos, Runnable work) {
        moments.add(new Moment(now + nanos, (int) draw.next(), serial++, null, 0, work));
    }

    /** Lets the current task wait for so many nanoseconds. */
    public void sleep(long nanos) {
        if (nanos > 0) {
            sleepUninterrupted(nanos);
        } else {
            idled();
        }
    }

    /** The same, while its process may stand still without making it longer. */
    public void sleepOnTheWire(long nanos) {
        Task me = current;
        me.onTheWire = true;
        try {
            sleep(nanos);
        } finally {
            me.onTheWire = false;
        }
    }

    /** Listeners may sleep from now on; before, they hear events on the thread that tells, which is cheaper. */
    public void letListenersWait() {
        listenersWait = true;
    }

    /** Begins a process. What its tasks start belongs to it, too. */
    public Runner startRunner(String name, Runnable body) {
        Runner runner = new Runner(name, this);
        Task task = new Task(name, body, runner);
        living.add(task);
        runnable.add(task);
        return runner;
    }

    /** The process whose task this is; null for the simulation's own. */
    public @Nullable Runner runner() {
        return current.runner;
    }

    /** Ends the current task here if its process was killed: to be called before it does anything to the world. */
    public void heed() {
        heedDoom(current);
    }

    /** The time of day at so many nanoseconds since the beginning, by a clock that never jumps. */
    public static Instant at(long nanos) {
        return BEGIN.plusNanos(nanos);
    }

    @Override
    public Instant now() {
        return BEGIN.plusNanos(now + skew);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    @Override
    public Duration jitter(Duration atMost) {
        return draw.upTo(atMost);
    }

    @Override
    public Signal newSignal() {
        return new VirtualSignal(this);
    }

    @Override
    public Running start(String name, Runnable body) {
        boolean listener = name.equals(LISTENER);
        if (listener && !listenersWait) {
            body.run();
            return atMost -> true;
        }
        Task task = new Task(name, body, current.runner);
        living.add(task);
        if (listener) {
            handOver(task);
        } else {
            runnable.add(task);
        }
        return atMost -> join(task, atMost);
    }

    /** On the caller's thread, as a switch of threads for each call would cost more than the call. */
    @Override
    public boolean runWithin(
            Duration atMost, String name, Runnable task, Runnable interrupted, Duration interval, Runnable meanwhile) {
        Task me = current;
        long before = me.deadline;
        Meanwhile outer = me.meanwhile;
        me.deadline = Math.min(before, now + atMost.toNanos());
        me.meanwhile = new Meanwhile(interval.toNanos(), now + interval.toNanos(), meanwhile);
        try {
            task.run();
        } catch (Expired e) {
            // It is given up.
        } finally {
            me.deadline = before;
            me.meanwhile = outer;
        }
        boolean inTime = !me.expired;
        me.expired = false;
        return inTime;
    }

    /** Gives it its first turn at once: what is told now is heard before anything else happens. */
    private void handOver(Task task) {
        Task me = current;
        runnable.add(me);
        hand(task);
        me.awaitTurn();
        heedDoom(me);
    }

    Task current() {
        return current;
    }

    void sleepUninterrupted(long nanos) {
        Task me = current;
        long end = now + nanos;
        Meanwhile meanwhile = me.meanwhile;
        while (meanwhile != null && meanwhile.next() < Math.min(end, me.deadline)) {
            sleepAtOnce(meanwhile.next() - now);
            if (now < meanwhile.next()) {
                return; // it was woken
            }
            meanwhile = doMeanwhile(me, meanwhile);
        }
        sleepAtOnce(end - now);
    }

    /** The caller waits for the call that it makes here, and does its other work. */
    private Meanwhile doMeanwhile(Task me, Meanwhile meanwhile) {
        long stoppedUntil = me.runner == null ? 0 : me.runner.stoppedUntil();
        if (stoppedUntil > now) {
            me.meanwhile = meanwhile.at(stoppedUntil);
            return me.meanwhile;
        }
        boolean onTheWire = me.onTheWire;
        me.onTheWire = false;
        me.meanwhile = null;
        try {
            meanwhile.work().run();
        } finally {
            me.onTheWire = onTheWire;
            me.meanwhile = meanwhile.at(now + meanwhile.interval());
        }
        return me.meanwhile;
    }

    private void sleepAtOnce(long nanos) {
        Task me = current;
        long end = Math.max(now, Math.min(now + nanos, me.deadline));
        boolean expires = me.deadline < now + nanos;
        me.ticket++;
        me.waiting = true;
        moments.add(new Moment(end, (int) draw.next(), serial++, me, me.ticket, null));
        giveWay(me);
        if (expires && now >= end) {
            me.expired = true;
            throw new Expired();
        }
    }

    void wake(Task task) {
        if (!task.waiting) {
            return;
        }
        Runner runner = task.runner;
        if (runner != null && runner.stoppedUntil() > now && !task.onTheWire && !task.doomed) {
            task.ticket++;
            moments.add(new Moment(runner.stoppedUntil(), (int) draw.next(), serial++, task, task.ticket, null));
        } else {
            task.waiting = false;
            runnable.add(task);
        }
    }

    void kill(Runner runner) {
        for (Task task : living) {
            if (task.runner == runner) {
                task.doomed = true;
                wake(task);
            }
        }
    }

    /** Counts what is done without waiting, so that a loop that never waits does not last for ever. */
    void idled() {
        heedDoom(current);
        idled = idledAt == now ? idled + 1 : 0;
        idledAt = now;
        if (idled > IDLE_AT_MOST) {
            throw new Stuck("task " + current.name + " goes on and on, and no time passes");
        }
    }

    private boolean join(Task task, Duration atMost) throws InterruptedException {
        if (!task.ended && atMost.toNanos() > 0) {
            Task me = current;
            task.joiners.add(me);
            sleepUninterrupted(atMost.toNanos());
            task.joiners.remove(me);
            if (me.interrupted) {
                me.interrupted = false;
                throw new InterruptedException();
            }
        } else {
            idled();
        }
        return task.ended;
    }

    private void giveWay(Task me) {
        Task next = next();
        if (next != me) {
            hand(next);
            me.awaitTurn();
        }
        heedDoom(me);
    }

    private void heedDoom(Task me) {
        if (me.doomed) {
            throw new Abandoned();
        }
        if (broken != null && me == main) {
            me.doomed = true;
            throw broken;
        }
    }

    /** The task that runs next; executes events until there is one. */
    private Task next() {
        while (runnable.isEmpty()) {
            Moment moment = moments.poll();
            if (moment == null) {
                fail(new Stuck("all wait for each other: "
                        + living.stream().map(task -> task.name).toList()));
            } else if (!moment.stale()) {
                now = moment.at();
                happen(moment);
            }
        }
        int last = runnable.size() - 1;
        int drawn = last == 0 ? 0 : draw.below(last + 1);
        Task next = runnable.get(drawn);
        runnable.set(drawn, runnable.get(last));
        runnable.remove(last);
        return next;
    }

    private void happen(Moment moment) {
        Task sleeper = moment.sleeper();
        Runnable work = moment.work();
        if (sleeper != null) {
            wake(sleeper);
        } else if (work != null && broken == null) {
            happened++;
            try {
                work.run();
            } catch (Error e) {
                fail(e);
            } catch (RuntimeException e) {
                fail(new AssertionError("the simulation itself failed", e));
            }
        }
    }

    private void fail(Error error) {
        if (broken == null) {
            broken = error;
        }
        wake(main);
    }

    /** The failure of a task that was told to end is ignored. */
    private void fail(Task task, Error error) {
        if (!task.doomed) {
            fail(error);
        }
    }

    private void hand(Task to) {
        current = to;
        if (to.thread == null) {
            Carrier.carry(() -> carry(to));
        } else {
            to.hand();
        }
    }

    private void carry(Task task) {
        task.thread = Thread.currentThread();
        try {
            if (!task.doomed) {
                task.body.run();
            }
        } catch (Abandoned e) {
            // It was told to.
        } catch (Error e) {
            fail(task, e);
        } catch (RuntimeException e) {
            fail(task, new AssertionError("task " + task.name + " failed", e));
        }
        task.ended = true;
        living.remove(task);
        task.joiners.forEach(this::wake);
        hand(next());
    }

    private void abandonOthers() {
        main.doomed = false;
        broken = null;
        for (Task task : List.copyOf(living)) {
            if (task != main) {
                task.doomed = true;
                wake(task);
            }
        }
        while (living.size() > 1) {
            sleepUninterrupted(1);
        }
    }
}
