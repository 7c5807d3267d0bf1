package io.github.evenkeel.examples;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OciLoadBalancerInventory;
import io.github.evenkeel.oci.OciNetworkLoadBalancer;
import io.github.evenkeel.oci.OciServiceLoadBalancers;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.Exposure;
import io.github.evenkeel.testkit.Sandbox;
import java.time.Duration;
import java.util.List;

/** Code of the page about load balancers, compiled. */
final class LoadBalancerSnippets {
    private LoadBalancerSnippets() {}

    static UpgradePlan services(
            OkeCluster cluster,
            Workloads workloads,
            LoadBalancer loadBalancerClient,
            NetworkLoadBalancer networkLoadBalancerClient) {
        // snippet: services
        UpgradePlan plan = UpgradePlan.forCluster(cluster, workloads)
                .withServiceLoadBalancers(OciServiceLoadBalancers.of(loadBalancerClient, cluster)
                        .withNetworkLoadBalancers(networkLoadBalancerClient));
        // end
        return plan;
    }

    static void sandbox() {
        // snippet: service-in-sandbox
        try (Sandbox sandbox = Sandbox.builder().exposure(Exposure.SERVICE).start()) {
            System.out.println(sandbox.service()); // the Service, with the address of its load balancer
            sandbox.serviceController().pause(); // the label has no effect from now on; resume() ends that
            sandbox.serviceController().rewrite(); // writes all sets anew, and clears all drains
        }
        // end
    }

    static UpgradePlan networkLoadBalancer(
            OkeCluster cluster,
            Workloads workloads,
            NetworkLoadBalancer networkLoadBalancerClient,
            String networkLoadBalancerOcid) {
        // snippet: network-load-balancer
        UpgradePlan plan = UpgradePlan.forCluster(cluster, workloads)
                .withLoadBalancer(OciNetworkLoadBalancer.of(networkLoadBalancerClient, networkLoadBalancerOcid));
        // end
        return plan;
    }

    static Timing longRequests() {
        // snippet: long-requests
        Timing timing = Timing.defaults().withLoadBalancer(balancer -> balancer
                // one backend set
                .withConnectionDrain("ocid1.loadbalancer.oc1..aaaa", "downloads", Duration.ofMinutes(30))
                // all others
                .withConnectionDrain(Duration.ofMinutes(5))
                .withLongestRequest(Duration.ofMinutes(10)));
        // end
        return timing;
    }

    static UpgradePlan inventory(
            OkeCluster cluster,
            Workloads workloads,
            LoadBalancer loadBalancerClient,
            NetworkLoadBalancer networkLoadBalancerClient,
            String loadBalancerOcid) {
        // snippet: inventory
        UpgradePlan plan = UpgradePlan.forCluster(cluster, workloads)
                .withLoadBalancer(OciLoadBalancer.of(loadBalancerClient, loadBalancerOcid))
                .withLoadBalancerInventory(OciLoadBalancerInventory.of(
                        loadBalancerClient, networkLoadBalancerClient, List.of("ocid1.compartment.oc1..aaaa")));
        // end
        return plan;
    }

    static UpgradePlan leftOut(UpgradePlan plan) {
        // snippet: without-load-balancer
        UpgradePlan without = plan.withoutLoadBalancer("ocid1.loadbalancer.oc1..bbbb"); // its requests may be lost
        // end
        return without;
    }
}
