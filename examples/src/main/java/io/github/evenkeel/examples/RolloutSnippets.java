package io.github.evenkeel.examples;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.Approval;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.MaintenanceWindow;
import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** Code of the page about rollouts and gates, compiled. */
final class RolloutSnippets {
    private RolloutSnippets() {}

    static UpgradePlan rollout(UpgradePlan plan) {
        // snippet: rollout
        UpgradePlan inWaves = plan.withRollout(Rollout.maxUnavailable("10%")
                .waves("1", "3", "10%")
                .soaking(Duration.ofMinutes(10))
                .ordered(NodeOrder.oldestFirst())
                .spread(Spread.ONE_FAULT_DOMAIN));
        // end
        return inWaves;
    }

    static UpgradePlan singleReplicas(UpgradePlan plan) {
        // snippet: single-replicas
        UpgradePlan surging = plan.withDrainPolicy(
                DrainPolicy.defaults().surgingSingleReplicas(PodSelector.ofLabels(Map.of("surge", "single-replica"))));
        // end
        return surging;
    }

    static UpgradePlan gates(UpgradePlan plan, ChangeFreezes freezes) {
        // snippet: gates
        UpgradePlan gated = plan.withGate(MaintenanceWindow.daily("22:00", "04:00", ZoneId.of("Europe/Berlin")))
                .withGate(Approval.beforeEachWave("release-manager"))
                .withGate(Gate.of(
                        "change-freeze",
                        request -> freezes.at(request.at())
                                ? GateDecision.waitFor("a change freeze", Duration.ofMinutes(10))
                                : GateDecision.proceed()));
        // end
        return gated;
    }

    static UpgradePlan measured(UpgradePlan plan, UpgradeReport earlierReport) {
        // snippet: step-times
        UpgradePlan measured = plan.withStepTimes(StepTimes.of(earlierReport));
        // end
        return measured;
    }

    static UpgradePlan assumed(UpgradePlan plan) {
        // snippet: step-times-by-hand
        UpgradePlan byHand =
                plan.withStepTimes(StepTimes.assumed().with(Step.AWAIT_REPLACEMENT, Duration.ofMinutes(6)));
        // end
        return byHand;
    }

    static void request(KubernetesClient kubernetesClient) {
        // snippet: request
        RunLock lock = LeaseLock.of(kubernetesClient, "kube-system", "evenkeel");
        lock.request(RunRequest.builder(RunRequest.Kind.PAUSE, "jane").build());
        // end
    }

    /** Calendar of a company's change freezes. */
    interface ChangeFreezes {
        boolean at(Instant time);
    }
}
