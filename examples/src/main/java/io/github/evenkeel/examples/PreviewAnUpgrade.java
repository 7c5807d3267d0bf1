package io.github.evenkeel.examples;

import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.testkit.Sandbox;
import java.io.PrintStream;

/** Shows what an upgrade would do, and what stands in the way of another one. */
public final class PreviewAnUpgrade {
    private PreviewAnUpgrade() {}

    /** Needs no arguments. */
    public static void main(String... arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (Sandbox sandbox = Sandbox.builder().nodes(2).start()) {
            UpgradePlan plan = UpgradePlan.forCluster(
                            OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                            KubernetesWorkloads.of(sandbox.kubernetes()))
                    .withLoadBalancer(OciLoadBalancer.of(sandbox.loadBalancer(), sandbox.loadBalancerId()));

            Preview next = plan.toVersion("v1.32.1").preview();
            next.steps().forEach(step -> out.println("would " + step));

            Preview tooFar = plan.toVersion("v1.33.1").preview();
            tooFar.blockers().forEach(finding -> out.println("in the way: " + finding));
        }
    }
}
