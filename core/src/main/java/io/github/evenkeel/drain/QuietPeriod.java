package io.github.evenkeel.drain;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;

/**
 * Confirms that a node is empty: by a read of the server and not only by the watch, and not before it has been cordoned
 * for a while, as pods bound just before the cordon appear within seconds.
 */
final class QuietPeriod {
    private final String node;
    private final Workloads workloads;
    private final PodClassifier classifier;
    private final CordonWatch cordon;
    private final NodeScope run;

    QuietPeriod(String node, Workloads workloads, PodClassifier classifier, CordonWatch cordon, NodeScope run) {
        this.node = node;
        this.workloads = workloads;
        this.classifier = classifier;
        this.cordon = cordon;
        this.run = run;
    }

    private Duration stillToWatch() {
        return cordon.closedSince()
                .plus(run.timing().drain().quiet())
                .minus(run.waits().elapsed());
    }

    /**
     * Looks for pods that have to leave.
     *
     * @return the pods that stay, once there are no others
     */
    PollResult<List<PodVerdict>> look(List<PodVerdict> left) {
        if (!left.isEmpty()) {
            return PollResult.notYet(RemainingPods.describe(left, List.of()));
        }
        Duration still = stillToWatch();
        if (still.compareTo(Duration.ZERO) > 0) {
            return new PollResult<>(null, "empty, watched for pods bound before the cordon", null, still);
        }
        if (!cordon.heldOrGone()) {
            return PollResult.notYet("empty, but uncordoned a moment ago");
        }
        List<PodVerdict> all = classifier.underWay(
                run.retries().call("read pods of node " + node, () -> workloads.podsOn(node)), List.of());
        List<PodVerdict> really = all.stream()
                .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                .toList();
        return really.isEmpty() ? PollResult.of(all) : PollResult.notYet(RemainingPods.describe(really, List.of()));
    }
}
