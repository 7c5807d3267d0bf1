package io.github.evenkeel.cli;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeSnapshot;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a roll on a terminal, and draws it anew twice a second. */
final class LiveView implements ProgressOption.View {
    private static final long EVERY_MILLIS = 500;
    private static final int MEASURED_EVERY = 10;
    private static final long LAST_PICTURE_SECONDS = 5;

    private final LiveRoll roll = new LiveRoll();
    private final LiveScreen screen;
    private final PrintStream out;
    private Terminal terminal;
    private int pictures;
    private boolean broken;

    LiveView(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        screen = new LiveScreen(out);
    }

    @Override
    public UpgradePlan watching(UpgradePlan plan) {
        return roll.watching(plan);
    }

    @Override
    public ProgressOption.Following follow(Upgrade upgrade) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "evenkeel-live");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleAtFixedRate(() -> draw(upgrade), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return () -> end(clock, upgrade);
    }

    /** No roll ends otherwise because it can't be shown. */
    private synchronized void draw(Upgrade upgrade) {
        if (broken) {
            return;
        }
        try {
            drawNow(upgrade);
        } catch (RuntimeException e) {
            broken = true;
            out.println("the roll can't be shown any more, and goes on: " + e);
        }
    }

    private void drawNow(Upgrade upgrade) {
        if (pictures++ % MEASURED_EVERY == MEASURED_EVERY - 1) {
            terminal = terminal.measured();
        }
        UpgradeSnapshot snapshot = upgrade.snapshot();
        snapshot.forecast().ifPresent(roll::expects);
        screen.draw(new LiveFrame(roll, snapshot, Instant.now(), terminal).lines(), terminal.colours());
    }

    private void end(ScheduledExecutorService clock, Upgrade upgrade) {
        clock.shutdownNow();
        try {
            if (!clock.awaitTermination(LAST_PICTURE_SECONDS, TimeUnit.SECONDS)) {
                return; // the terminal takes nothing
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        draw(upgrade);
    }
}
