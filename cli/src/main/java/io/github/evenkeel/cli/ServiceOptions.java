package io.github.evenkeel.cli;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.github.evenkeel.LoadBalancerStage;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.oci.OciServiceLoadBalancers;
import io.github.evenkeel.oci.OkeCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options for Services of type LoadBalancer. */
final class ServiceOptions {
    @Option(
            names = "--service-load-balancers",
            description = "finds the load balancers of the cluster's Services of type LoadBalancer")
    boolean found;

    @Option(
            names = "--compartment",
            paramLabel = "OCID",
            description = "one that has load balancers of Services, for each; without it, that of the cluster")
    List<String> compartments = new ArrayList<>();

    @Option(
            names = "--without-service",
            paramLabel = "NAMESPACE/NAME",
            description = "a Service of type LoadBalancer whose requests may be lost: its load balancer loses each node"
                    + " without a drain")
    List<String> leftOut = new ArrayList<>();

    /** @throws UsageException if the options contradict each other */
    void check() {
        if (!found && !compartments.isEmpty()) {
            throw new UsageException("--compartment is for --service-load-balancers, which is missing");
        }
        leftOut.forEach(ServiceOptions::namespaceAndName);
    }

    /**
     * Begins a plan.
     *
     * @param named the load balancer that the command line names; may be empty if those of Services are found
     * @param finder of these
     */
    UpgradePlan begin(
            LoadBalancerStage<UpgradePlan> stage,
            Optional<io.github.evenkeel.spi.LoadBalancer> named,
            Supplier<OciServiceLoadBalancers> finder) {
        UpgradePlan plan;
        if (found) {
            plan = stage.withServiceLoadBalancers(finder.get());
            if (named.isPresent()) {
                plan = plan.withLoadBalancer(named.get());
            }
        } else {
            plan = stage.withLoadBalancer(named.orElseThrow());
        }
        for (String path : leftOut) {
            String[] parts = namespaceAndName(path);
            plan = plan.withoutService(parts[0], parts[1]);
        }
        return plan;
    }

    /** Finds them in the compartments that are named, else in that of the cluster. */
    OciServiceLoadBalancers finder(LoadBalancer client, NetworkLoadBalancer networkClient, OkeCluster cluster) {
        OciServiceLoadBalancers finder = compartments.isEmpty()
                ? OciServiceLoadBalancers.of(client, cluster)
                : OciServiceLoadBalancers.of(client, compartments);
        return finder.withNetworkLoadBalancers(networkClient);
    }

    private static String[] namespaceAndName(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new UsageException("--without-service is '" + path + "'; needed is NAMESPACE/NAME");
        }
        return parts;
    }
}
