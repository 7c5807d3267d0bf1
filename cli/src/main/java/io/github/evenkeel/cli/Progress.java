package io.github.evenkeel.cli;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the events of a roll, one line each. */
final class Progress implements UpgradeListener {
    private static final int WIDTH = 150;
    private static final Pattern OCID = Pattern.compile("ocid1\\.[a-z]+\\.[\\w.-]*(\\w{6})\\b");

    private final Consumer<String> lines;
    private @Nullable Instant begin;

    /** Prints each line. */
    Progress(PrintStream out) {
        this(out::println);
    }

    Progress(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onStepStarted(UpgradeEvent.StepStarted event) {
        line(event, event.object() + ": " + event.step().words() + " (" + event.reason() + ")");
    }

    @Override
    public void onStepEnded(UpgradeEvent.StepEnded event) {
        line(event, event.object() + ": done in " + seconds(event.took()));
    }

    @Override
    public void onStepFailed(UpgradeEvent.StepFailed event) {
        line(event, event.object() + ": FAILED to " + event.step().words() + ": " + event.why());
    }

    @Override
    public void onWaiting(UpgradeEvent.Waiting event) {
        line(event, "    waiting: " + event.waitingFor());
    }

    @Override
    public void onRetrying(UpgradeEvent.Retrying event) {
        line(event, "    again in " + seconds(event.delay()) + ": " + event.why());
    }

    @Override
    public void onWarned(UpgradeEvent.Warned event) {
        line(event, "warning: " + event.finding());
    }

    @Override
    public void onPodEvicted(UpgradeEvent.PodEvicted event) {
        line(event, "    evicted " + event.pod());
    }

    @Override
    public void onDeploymentRestarted(UpgradeEvent.DeploymentRestarted event) {
        line(event, "    restarted Deployment " + event.deployment() + " in place of " + event.pod());
    }

    @Override
    public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
        line(event, "    DELETED " + event.pod() + " past disruption budget " + event.budget());
    }

    @Override
    public void onRequestAnswered(UpgradeEvent.RequestAnswered event) {
        line(event, "request: " + event.answer());
    }

    @Override
    public void onRolledBack(UpgradeEvent.RolledBack event) {
        line(event, "rolled back: " + event.what());
    }

    @Override
    public void onProbeChanged(UpgradeEvent.ProbeChanged event) {
        line(
                event,
                event.target()
                        + (event.result().available() ? " is available again: " : " is NOT AVAILABLE: ")
                        + event.result().detail());
    }

    private void line(UpgradeEvent event, String text) {
        if (begin == null) {
            begin = event.at();
        }
        Duration since = Duration.between(begin, event.at());
        lines.accept(String.format(
                Locale.ROOT,
                "%02d:%02d.%d  %s",
                since.toMinutes(),
                since.toSecondsPart(),
                since.toMillisPart() / 100,
                brief(text)));
    }

    /** OCIDs by their last letters, and no more than fits a wide terminal. */
    private static String brief(String text) {
        String named = OCID.matcher(text).replaceAll("..$1");
        return named.length() <= WIDTH ? named : named.substring(0, WIDTH - 3) + "...";
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
