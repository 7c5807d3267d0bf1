package io.github.evenkeel.examples;

import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.testkit.Sandbox;
import java.io.PrintStream;
import java.time.Duration;

/** Rolls a cluster, and follows its steps with a listener. */
public final class RollNodes {
    /** Waits that suit a sandbox; a cluster that serves needs the defaults. */
    static final Timing QUICK = Timing.defaults()
            .withLoadBalancer(balancer ->
                    balancer.withPropagation(Duration.ofMillis(300)).withConnectionDrain(Duration.ofSeconds(1)))
            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(300)))
            .withReplacement(replacement -> replacement.withSoak(Duration.ofMillis(300)))
            .withCalls(calls -> calls.withPoll(Duration.ofMillis(100)));

    private RollNodes() {}

    /** Needs no arguments. */
    public static void main(String... arguments) throws InterruptedException {
        run(System.out);
    }

    static void run(PrintStream out) throws InterruptedException {
        UpgradeListener steps = new UpgradeListener() {
            @Override
            public void onStepStarted(UpgradeEvent.StepStarted event) {
                out.println(event.object() + ": " + event.step().words());
            }
        };
        try (Sandbox sandbox = Sandbox.builder().nodes(2).start();
                Upgrade upgrade = UpgradePlan.forCluster(
                                OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                                KubernetesWorkloads.of(sandbox.kubernetes()))
                        .withLoadBalancer(OciLoadBalancer.of(sandbox.loadBalancer(), sandbox.loadBalancerId()))
                        .toVersion("v1.32.1")
                        .withTiming(QUICK)
                        .withListener(steps)
                        .rollNodes()) {
            UpgradeReport report = upgrade.await();
            report.nodes()
                    .forEach(node -> out.println(node.node() + " was replaced by "
                            + node.replacement().orElse("none")));
        }
    }
}
