package io.github.evenkeel.examples;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciNetworkLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.testkit.Exposure;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.PrintStream;

/** Rolls a cluster behind a network load balancer under traffic, and shows its backends before and after. */
public final class RollBehindANetworkLoadBalancer {
    private static final int REQUESTS_PER_SECOND = 50;

    private RollBehindANetworkLoadBalancer() {}

    /** Needs no arguments. */
    public static void main(String... arguments) throws InterruptedException {
        run(System.out);
    }

    static void run(PrintStream out) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.builder().nodes(2).exposure(Exposure.NLB).start()) {
            LoadBalancer balancer = OciNetworkLoadBalancer.of(sandbox.networkLoadBalancer(), sandbox.loadBalancerId());
            show("before", balancer, out);
            try (Traffic traffic = sandbox.startTraffic(REQUESTS_PER_SECOND);
                    Upgrade upgrade = UpgradePlan.forCluster(
                                    OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                                    KubernetesWorkloads.of(sandbox.kubernetes()))
                            .withLoadBalancer(balancer)
                            .toVersion("v1.32.1")
                            .withTiming(RollNodes.QUICK)
                            .rollNodes()) {
                UpgradeReport report = upgrade.await();
                out.println(report.outcome() + ", " + traffic.stop().failed() + " requests failed");
            }
            show("after", balancer, out);
        }
    }

    private static void show(String when, LoadBalancer balancer, PrintStream out) {
        for (BackendSet set : balancer.describe().backendSets()) {
            out.println(when + ": set " + set.name() + " has "
                    + set.backends().stream().map(Backend::name).toList());
        }
    }
}
