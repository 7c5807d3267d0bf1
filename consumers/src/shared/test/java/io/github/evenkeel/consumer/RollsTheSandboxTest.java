package io.github.evenkeel.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxExtension;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A roll of the sandbox with what a project has on its class path: it loses no request, and prints nothing. */
@ExtendWith(SandboxExtension.class)
class RollsTheSandboxTest {
    private static final Output OUTPUT = Output.captured();
    private static final Timing QUICK = Timing.defaults()
            .withLoadBalancer(balancer ->
                    balancer.withPropagation(Duration.ofMillis(500)).withConnectionDrain(Duration.ofSeconds(2)))
            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(300)))
            .withReplacement(replacement -> replacement.withSoak(Duration.ofMillis(300)))
            .withCalls(calls -> calls.withPoll(Duration.ofMillis(100)));

    @Test
    void losesNoRequestAndPrintsNothing(Sandbox sandbox) throws InterruptedException {
        UpgradePlan plan = UpgradePlan.forCluster(
                        OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                        KubernetesWorkloads.of(sandbox.kubernetes()))
                .withLoadBalancer(OciLoadBalancer.of(sandbox.loadBalancer(), sandbox.loadBalancerId()))
                .toVersion("v1.32.1")
                .withTiming(QUICK);
        UpgradeReport report;
        long lost;
        try (Traffic traffic = sandbox.startTraffic(20);
                Upgrade upgrade = plan.rollNodes()) {
            report = upgrade.await();
            lost = traffic.stop().failed();
        }

        assertEquals(3, report.nodes().size());
        assertTrue(report.nodes().stream().allMatch(node -> node.replacement().isPresent()), report::toString);
        assertEquals(0, lost);
        assertEquals("", OUTPUT.text());
    }
}
