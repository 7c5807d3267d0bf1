package io.github.evenkeel.drain;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Believes that a node is empty once it has been so for a while, by a live read and not only by what was told. */
final class Emptiness {
    private final String node;
    private final Workloads workloads;
    private final Judgement judgement;
    private final Run run;
    private @Nullable Duration since;

    Emptiness(String node, Workloads workloads, Judgement judgement, Run run) {
        this.node = node;
        this.workloads = workloads;
        this.judgement = judgement;
        this.run = run;
    }

    private Duration stillToWatch() {
        Duration now = run.waits().elapsed();
        if (since == null) {
            since = now;
        }
        return since.plus(run.timing().quiet()).minus(now);
    }

    /**
     * Looks for those that have to leave.
     *
     * @return those that stay, once there is nobody else
     */
    Sight<List<PodVerdict>> look(List<PodVerdict> left) {
        if (!left.isEmpty()) {
            since = null;
            return Sight.notYet(PodsLeft.describe(left, List.of()));
        }
        Duration still = stillToWatch();
        if (still.compareTo(Duration.ZERO) > 0) {
            return new Sight<>(null, "empty, watched for late comers", null, still);
        }
        List<PodVerdict> all = judgement.underWay(
                run.retries().call("read pods of node " + node, () -> workloads.podsOn(node)), List.of(), node);
        List<PodVerdict> really = all.stream()
                .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                .toList();
        if (really.isEmpty()) {
            return Sight.of(all);
        }
        since = null;
        return Sight.notYet(PodsLeft.describe(really, List.of()));
    }
}
