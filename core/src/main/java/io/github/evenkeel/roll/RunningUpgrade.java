package io.github.evenkeel.roll;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeException;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The handle of a roll that goes on beside its caller. */
public final class RunningUpgrade implements Upgrade {
    private static final Duration LONG = Duration.ofHours(1);

    private final Roll roll;
    private final Timeline.Bell ended;
    private final CompletableFuture<UpgradeReport> outcome = new CompletableFuture<>();
    private volatile @Nullable Thread own;

    private RunningUpgrade(Timeline timeline, Roll roll) {
        this.roll = roll;
        this.ended = timeline.bell();
    }

    /** Starts a roll that has been prepared. */
    public static RunningUpgrade start(Timeline timeline, Roll roll) {
        RunningUpgrade running = new RunningUpgrade(timeline, roll);
        timeline.start("evenkeel-roll", running::run);
        return running;
    }

    private void run() {
        own = Thread.currentThread();
        try {
            outcome.complete(roll.run());
        } catch (RuntimeException | Error e) {
            // Whoever waits must learn of it, whatever it is.
            outcome.completeExceptionally(e);
        } finally {
            ended.ring();
        }
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
        ended.await(0, atMost);
        if (!outcome.isDone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(outcome.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof UpgradeException failure) {
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
        if (!outcome.isDone()) {
            roll.cancel();
        }
    }

    @Override
    public void pause() {
        roll.hold();
    }

    @Override
    public void resume() {
        roll.goOn();
    }

    @Override
    public UpgradeSnapshot snapshot() {
        return roll.snapshot(outcome.isDone() ? UpgradeSnapshot.State.ENDED : UpgradeSnapshot.State.RUNNING);
    }

    @Override
    public CompletionStage<UpgradeReport> completion() {
        return outcome.minimalCompletionStage();
    }

    @Override
    public void close() {
        cancel();
        if (Thread.currentThread() == own) {
            return;
        }
        try {
            while (!outcome.isDone()) {
                ended.await(0, LONG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
