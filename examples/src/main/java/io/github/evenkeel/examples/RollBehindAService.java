package io.github.evenkeel.examples;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciServiceLoadBalancers;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.testkit.Exposure;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.PrintStream;

/**
 * Rolls a cluster behind a Service of type LoadBalancer under traffic: the plan finds the load balancer that a
 * controller has made for the Service, and leaves its backends to the controller.
 */
public final class RollBehindAService {
    private static final int REQUESTS_PER_SECOND = 50;

    private RollBehindAService() {}

    /** Takes {@code nlb} for a Service with a network load balancer; needs no arguments. */
    public static void main(String... arguments) throws InterruptedException {
        boolean nlb = arguments.length > 0 && arguments[0].equals("nlb");
        run(nlb ? Exposure.SERVICE_NLB : Exposure.SERVICE, System.out);
    }

    static void run(Exposure exposure, PrintStream out) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.builder().nodes(2).exposure(exposure).start()) {
            OkeCluster cluster = OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId());
            OciServiceLoadBalancers found = OciServiceLoadBalancers.of(sandbox.loadBalancer(), cluster)
                    .withNetworkLoadBalancers(sandbox.networkLoadBalancer());
            try (Traffic traffic = sandbox.startTraffic(REQUESTS_PER_SECOND);
                    Upgrade upgrade = UpgradePlan.forCluster(cluster, KubernetesWorkloads.of(sandbox.kubernetes()))
                            .withServiceLoadBalancers(found)
                            .toVersion("v1.32.1")
                            .withTiming(RollNodes.QUICK)
                            .rollNodes()) {
                UpgradeReport report = upgrade.await();
                out.println(report.outcome() + ", " + traffic.stop().failed() + " requests failed");
            }
        }
    }
}
