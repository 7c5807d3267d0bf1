package io.github.evenkeel.roll;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The handle of a roll that goes on beside its caller. */
public final class RunningUpgrade implements Upgrade {
    private static final Duration LONG = Duration.ofHours(1);

    /** Longer than any roll; the nanoseconds of a longer time can't be counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** For what others do on its thread once it has ended: it may wait for whoever closes it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Roll roll;
    private final Scheduler.Signal ended;
    private final CompletableFuture<UpgradeReport> result = new CompletableFuture<>();

    /** The same for others, whose work is done on the thread that completes it: so it comes last. */
    private final CompletableFuture<UpgradeReport> outcome = new CompletableFuture<>();

    private volatile Scheduler.@Nullable Running thread;
    private volatile @Nullable Thread own;

    private RunningUpgrade(Scheduler scheduler, Roll roll) {
        this.roll = roll;
        this.ended = scheduler.newSignal();
    }

    /** Starts a roll that has been prepared. */
    public static RunningUpgrade start(Scheduler scheduler, Roll roll) {
        RunningUpgrade running = new RunningUpgrade(scheduler, roll);
        try {
            running.thread = scheduler.start("evenkeel-roll", running::run);
        } catch (RuntimeException | Error e) {
            roll.leave();
            throw e;
        }
        return running;
    }

    private void run() {
        own = Thread.currentThread();
        Runnable complete;
        Runnable tell;
        try {
            UpgradeReport report = roll.run();
            complete = () -> result.complete(report);
            tell = () -> outcome.complete(report);
        } catch (RuntimeException | Error e) {
            // Whoever waits must learn of it, whatever it is.
            complete = () -> result.completeExceptionally(e);
            tell = () -> outcome.completeExceptionally(e);
        }
        end(complete, tell);
    }

    private void end(Runnable complete, Runnable tell) {
        try {
            roll.settle();
        } finally {
            complete.run();
            ended.signal();
        }
        tell.run();
    }

    @Override
    public String runId() {
        return roll.runId();
    }

    @Override
    public UpgradeReport await() throws InterruptedException {
        while (true) {
            Optional<UpgradeReport> report = await(LONG);
            if (report.isPresent()) {
                return report.get();
            }
        }
    }

    @Override
    public Optional<UpgradeReport> await(Duration atMost) throws InterruptedException {
        ended.await(0, atMost.compareTo(LONGEST) < 0 ? atMost : LONGEST);
        if (!result.isDone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(result.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof EvenkeelException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    @Override
    public void cancel() {
        if (!result.isDone()) {
            roll.cancel();
        }
    }

    @Override
    public void pause() {
        roll.pause();
    }

    @Override
    public void resume() {
        roll.resume();
    }

    @Override
    public UpgradeSnapshot snapshot() {
        return roll.snapshot(result.isDone() ? UpgradeSnapshot.State.ENDED : UpgradeSnapshot.State.RUNNING);
    }

    @Override
    public CompletionStage<UpgradeReport> completion() {
        return outcome.minimalCompletionStage();
    }

    @Override
    public void close() {
        cancel();
        if (Thread.currentThread() == own || roll.isHeardOn(Thread.currentThread())) {
            return; // the end waits for this thread
        }
        try {
            while (!result.isDone()) {
                ended.await(0, LONG);
            }
            Scheduler.Running running = thread;
            if (running != null) {
                running.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
