package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.Finding;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Load balancers and network load balancers that have nodes of the plan, in a sandbox. */
class InventoryOptionsTest {
    private static InventoryOptions parsed(List<String> arguments) {
        InventoryOptions options =
                CommandLine.populateCommand(new InventoryOptions(), arguments.toArray(String[]::new));
        options.check();
        return options;
    }

    /** Without those of backend sets, which have short times here, or a backend that does not serve. */
    private static List<Finding> findings(Scene scene, UnaryOperator<UpgradePlan> change, String... arguments) {
        OkeCluster cluster = OkeCluster.of(scene.sandbox.containerEngine(), scene.sandbox.clusterId());
        try (NetworkLoadBalancerClient network = scene.sandbox.oci().networkLoadBalancerClient()) {
            UpgradePlan plan = UpgradePlan.forCluster(cluster, KubernetesWorkloads.of(scene.sandbox.kubernetes()))
                    .withLoadBalancer(OciLoadBalancer.of(scene.sandbox.loadBalancer(), scene.sandbox.loadBalancerId()))
                    .withTiming(Scene.QUICK)
                    .toVersion("v1.32.1");
            return parsed(List.of(arguments))
                    .in(change.apply(plan), scene.sandbox.loadBalancer(), network)
                    .preview()
                    .findings()
                    .stream()
                    .filter(finding -> !finding.object().startsWith("backend set"))
                    .toList();
        }
    }

    @Test
    void eachOneThatIsMissingBlocksUnlessItIsLeftOut() {
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(
                oci -> oci.loadBalancer(shop("second", 31_080)).networkLoadBalancer(shop("stream", 31_090))))) {
            String compartment = scene.sandbox.oci().compartmentId();
            String second = scene.sandbox.oci().loadBalancerIds().get(1);
            String stream = scene.sandbox.oci().networkLoadBalancerId();

            assertThat(findings(scene, plan -> plan)).isEmpty();
            assertThat(findings(scene, plan -> plan, "--find-load-balancers-in", compartment))
                    .extracting(Finding::severity, Finding::object)
                    .containsExactlyInAnyOrder(
                            blocker("load balancer second (" + second + ")"),
                            blocker("load balancer stream (" + stream + ")"));
            assertThat(findings(
                            scene,
                            plan -> plan.withLoadBalancer(OciLoadBalancer.of(scene.sandbox.loadBalancer(), second)),
                            "--find-load-balancers-in",
                            compartment,
                            "--without-load-balancer",
                            stream))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.toString())
                            .contains(stream, "left out of the plan", "10.0.10.2", "backend set TCP-80"))
                    .matches(warning -> warning.severity() == Finding.Severity.WARNING);
            assertThat(findings(scene, plan -> plan, "--find-load-balancers-in", "ocid1.compartment.oc1..other"))
                    .singleElement()
                    .satisfies(unread ->
                            assertThat(unread.toString()).contains("ocid1.compartment.oc1..other", "policies"));
        }
    }

    @Test
    void theOneOfAServiceThatThePlanFindsIsInThePlan() {
        try (ServiceRoll roll = new ServiceRoll(sandbox -> sandbox)) {
            UpgradePlan plan = roll.plan();
            try (NetworkLoadBalancerClient network = roll.scene.sandbox.oci().networkLoadBalancerClient()) {
                InventoryOptions options = parsed(List.of(
                        "--find-load-balancers-in", roll.scene.sandbox.oci().compartmentId()));

                assertThat(options.in(plan, roll.scene.sandbox.loadBalancer(), network)
                                .preview()
                                .blockers())
                        .isEmpty();
                assertThat(options.in(roll.planWithoutService(), roll.scene.sandbox.loadBalancer(), network)
                                .preview()
                                .findings())
                        .singleElement()
                        .satisfies(warning -> assertThat(warning.object()).startsWith("Service "));
            }
        }
    }

    private static Tuple blocker(String object) {
        return tuple(Finding.Severity.BLOCKER, object);
    }

    private static LoadBalancerSpec shop(String name, int nodePort) {
        return LoadBalancerSpec.named(name)
                .backendSet(BackendSetSpec.named("TCP-80").everyNode(nodePort));
    }
}
