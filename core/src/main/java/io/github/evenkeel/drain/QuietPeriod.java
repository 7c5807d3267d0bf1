package io.github.evenkeel.drain;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;

/**
 * Believes that a node is empty by a live read and not only by what was told, and not before it has been cordoned for a
 * while: pods that were on their way to it come within seconds of the cordon, however long others take to leave.
 */
final class QuietPeriod {
    private final String node;
    private final Workloads workloads;
    private final PodClassifier judgement;
    private final CordonWatch cordon;
    private final Run run;

    QuietPeriod(String node, Workloads workloads, PodClassifier judgement, CordonWatch cordon, Run run) {
        this.node = node;
        this.workloads = workloads;
        this.judgement = judgement;
        this.cordon = cordon;
        this.run = run;
    }

    private Duration stillToWatch() {
        return cordon.closedSince()
                .plus(run.timing().drain().quiet())
                .minus(run.waits().elapsed());
    }

    /**
     * Looks for those that have to leave.
     *
     * @return those that stay, once there are no others
     */
    PollResult<List<PodVerdict>> look(List<PodVerdict> left) {
        if (!left.isEmpty()) {
            return PollResult.notYet(RemainingPods.describe(left, List.of()));
        }
        Duration still = stillToWatch();
        if (still.compareTo(Duration.ZERO) > 0) {
            return new PollResult<>(null, "empty, watched for late comers", null, still);
        }
        if (!cordon.heldOrGone()) {
            return PollResult.notYet("empty, and was open just now");
        }
        List<PodVerdict> all = judgement.underWay(
                run.retries().call("read pods of node " + node, () -> workloads.podsOn(node)), List.of());
        List<PodVerdict> really = all.stream()
                .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                .toList();
        return really.isEmpty() ? PollResult.of(all) : PollResult.notYet(RemainingPods.describe(really, List.of()));
    }
}
