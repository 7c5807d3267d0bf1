package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxExtension;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.LaunchFault;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

// snippet: sandbox-test
class OurUpgradeTest {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(sandbox -> sandbox.nodes(2));

    @Test
    void losesNoRequestWhenAnswersAreLostAndTheApiServerIsBusy(Sandbox sandbox) throws InterruptedException {
        sandbox.oci().faults().next(OciOperation.UPDATE_BACKEND, CallFault.lostAfterEffect());
        sandbox.kubernetesApi()
                .faults()
                .next("create pods/eviction", RequestFault.refused(503, "ServiceUnavailable", "it restarts"));

        try (Traffic traffic = sandbox.startTraffic(50);
                Upgrade upgrade = plan(sandbox).rollNodes()) {
            UpgradeReport report = upgrade.await();

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(traffic.stop().failed()).isZero();
        }
    }

    @Test
    void saysWhatIsLeftToDoWhenThereIsNoCapacity(Sandbox sandbox) {
        sandbox.oci().faults().nextLaunch(LaunchFault.noCapacity());

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> {
            try (Upgrade upgrade = plan(sandbox).rollNodes()) {
                upgrade.await();
            }
        });

        assertThat(failed.upgradeReport().orElseThrow().manualSteps())
                .extracting(ManualStep::what)
                .anyMatch(step -> step.contains("see that node pool workers"));
    }

    private static UpgradePlan plan(Sandbox sandbox) {
        return UpgradePlan.forCluster(
                        OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                        KubernetesWorkloads.of(sandbox.kubernetes()))
                .withLoadBalancer(OciLoadBalancer.of(sandbox.loadBalancer(), sandbox.loadBalancerId()))
                .withProbe(HttpProbe.of(sandbox.trafficUrl().toString()))
                .toVersion("v1.32.1")
                .withTiming(Sandbox.timing()
                        .withReplacement(replacement -> replacement.withNodeError(Duration.ofSeconds(2))));
    }
}
// end
