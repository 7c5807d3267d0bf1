package io.github.evenkeel.roll;

import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.KeptFailure;
import io.github.evenkeel.run.LogContext;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Handle of a running roll. */
public final class RunningUpgrade implements Upgrade {
    private static final Duration LONG = Duration.ofHours(1);

    /** Longer than any roll; the nanoseconds of a longer time can't be counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Limit for callbacks on its thread after its end, as these may wait for a caller that closes it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private static final int LONGEST_NAME = 253;

    private final PlanSpec spec;
    private final NodeScope scope;
    private final Opening opening;
    private final Duration begin;
    private final Scheduler.Signal ended;
    private final CompletableFuture<UpgradeReport> result = new CompletableFuture<>();

    /** The same for others, whose work is done on the thread that completes it: so it comes last. */
    private final CompletableFuture<UpgradeReport> outcome = new CompletableFuture<>();

    private final String plannedId;
    private volatile @Nullable Roll roll;
    private volatile Scheduler.@Nullable Running thread;
    private volatile @Nullable Thread own;

    private RunningUpgrade(PlanSpec spec, Opening opening) {
        this.spec = spec;
        this.opening = opening;
        scope = SessionOpening.scope(spec);
        begin = spec.scheduler().elapsed();
        ended = spec.scheduler().newSignal();
        plannedId = SessionOpening.newId(spec);
    }

    /** How a run gets its lock and its journal. */
    @FunctionalInterface
    private interface Opening {
        RunSession open(PlanSpec spec, String newId, NodeScope scope);
    }

    /** Starts a new run. */
    public static RunningUpgrade begin(PlanSpec spec) {
        return start(new RunningUpgrade(spec, SessionOpening::anew));
    }

    /** Starts the run that the journal tells of, where it ended; a new one if it tells of none. */
    public static RunningUpgrade recover(PlanSpec spec) {
        return start(new RunningUpgrade(spec, SessionOpening::toGoOn));
    }

    private static RunningUpgrade start(RunningUpgrade running) {
        running.thread = running.spec.scheduler().start("evenkeel-roll", running::run);
        return running;
    }

    private void run() {
        own = Thread.currentThread();
        Runnable complete;
        Runnable tell;
        try {
            UpgradeReport report = report();
            complete = () -> result.complete(report);
            tell = () -> outcome.complete(report);
        } catch (RuntimeException | Error e) {
            // Those that wait must learn of it, whatever it is.
            complete = () -> result.completeExceptionally(e);
            tell = () -> outcome.completeExceptionally(e);
        }
        end(complete, tell);
    }

    private UpgradeReport report() {
        try {
            Roll begun = LogContext.ofRun(plannedId).during(() -> Roll.of(opening.open(spec, plannedId, scope)));
            roll = begun;
            return LogContext.ofRun(begun.runId()).during(() -> {
                begun.prepare();
                return begun.run();
            });
        } catch (EndedReport e) {
            return e.asResult();
        } catch (CancelledRun e) {
            UpgradeReport untouched = RunReport.untouched(spec, plannedId, elapsed());
            scope.publisher().ended(untouched);
            throw new RunCancelledException(untouched);
        }
    }

    private Duration elapsed() {
        return spec.scheduler().elapsed().minus(begin);
    }

    private void end(Runnable complete, Runnable tell) {
        try {
            scope.publisher().settle(LAST_WORDS);
        } finally {
            complete.run();
            ended.signal();
        }
        tell.run();
    }

    @Override
    public String runId() {
        Roll known = roll;
        return known == null ? plannedId : known.runId();
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
            KeptFailure.rethrow(e.getCause());
            throw e;
        }
    }

    @Override
    public void cancel() {
        if (!result.isDone()) {
            scope.waits().cancel();
        }
    }

    @Override
    public void stop() {
        scope.waits().stop();
    }

    @Override
    public void pause() {
        scope.waits().pause();
    }

    @Override
    public void resume() {
        scope.waits().resume();
    }

    @Override
    public void approve(String gateId, String approver) {
        Objects.requireNonNull(gateId, "gateId");
        if (approver.isBlank() || approver.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "the approver is '" + approver + "'; expected a name of 1 to " + LONGEST_NAME + " characters");
        }
        Roll known = roll;
        if (known == null) {
            throw new IllegalStateException("gate " + gateId + " does not wait: the roll has not asked it yet");
        }
        known.approve(gateId, approver);
    }

    @Override
    public UpgradeSnapshot snapshot() {
        UpgradeSnapshot.State state = result.isDone() ? UpgradeSnapshot.State.ENDED : UpgradeSnapshot.State.RUNNING;
        Roll known = roll;
        return known == null
                ? new UpgradeSnapshotRecord(
                        plannedId,
                        state,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        elapsed(),
                        Optional.empty(),
                        List.of())
                : known.snapshot(state);
    }

    @Override
    public CompletionStage<UpgradeReport> completion() {
        return outcome.minimalCompletionStage();
    }

    @Override
    public void close() {
        cancel();
        if (Thread.currentThread() == own || scope.publisher().isHeardOn(Thread.currentThread())) {
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
