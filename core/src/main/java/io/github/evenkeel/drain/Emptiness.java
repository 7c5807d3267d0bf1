package io.github.evenkeel.drain;

import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.Waits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Believes that a node is empty once it has been so for a while, by a live read and not only by what was told. */
final class Emptiness {
    private final Settings settings;
    private final String node;
    private final DrainRules rules;
    private final Retries retries;
    private final Waits waits;
    private @Nullable Duration since;

    Emptiness(Settings settings, String node, DrainRules rules, Retries retries, Waits waits) {
        this.settings = settings;
        this.node = node;
        this.rules = rules;
        this.retries = retries;
        this.waits = waits;
    }

    Sight<Boolean> look(List<PodVerdict> left) {
        if (!left.isEmpty()) {
            since = null;
            return Sight.notYet(PodsLeft.describe(left, List.of()));
        }
        Duration now = waits.elapsed();
        if (since == null) {
            since = now;
        }
        Duration still = since.plus(settings.timing().quiet()).minus(now);
        if (still.compareTo(Duration.ZERO) > 0) {
            return new Sight<>(null, "empty, watched for late comers", null, still);
        }
        List<PodVerdict> really =
                retries
                        .call("read pods of node " + node, () -> settings.workloads()
                                .podsOn(node))
                        .stream()
                        .map(pod -> rules.judge(pod, List.of()))
                        .filter(verdict -> verdict.decision() != PodVerdict.Decision.SKIP)
                        .toList();
        if (really.isEmpty()) {
            return Sight.of(true);
        }
        since = null;
        return Sight.notYet(PodsLeft.describe(really, List.of()));
    }
}
