package io.github.evenkeel.cli;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.oci.OciLoadBalancerInventory;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that find load balancers which a plan does not have. */
final class InventoryOptions {
    @Option(
            names = "--find-load-balancers-in",
            paramLabel = "OCID",
            description = "compartment, for each: a load balancer or network load balancer there that has nodes of the"
                    + " plan and is not in it blocks the roll")
    List<String> compartments = new ArrayList<>();

    @Option(
            names = "--without-load-balancer",
            paramLabel = "OCID",
            description = "one of those whose requests may be lost, for each: it loses each node without a drain")
    List<String> leftOut = new ArrayList<>();

    /** @throws UsageException if the options contradict each other */
    void check() {
        if (compartments.isEmpty() && !leftOut.isEmpty()) {
            throw new UsageException("--without-load-balancer is for --find-load-balancers-in, which is missing");
        }
    }

    /** The plan with what the options say. */
    UpgradePlan in(UpgradePlan plan, LoadBalancer client, NetworkLoadBalancer networkClient) {
        UpgradePlan changed = compartments.isEmpty()
                ? plan
                : plan.withLoadBalancerInventory(OciLoadBalancerInventory.of(client, networkClient, compartments));
        for (String balancer : leftOut) {
            changed = changed.withoutLoadBalancer(balancer);
        }
        return changed;
    }
}
