package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.Finding;
import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServiceOptionsTest {
    private static final String SUBJECT = "Service default/shop";

    private static ServiceOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new ServiceOptions(), arguments);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() ->
                        parsed("--compartment", "ocid1.compartment.oc1..aaaa").check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--service-load-balancers, which is missing");
        for (String path : List.of("shop", "/shop", "default/", "a/b/c")) {
            assertThatThrownBy(() -> parsed("--without-service", path).check())
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("'" + path + "'", "NAMESPACE/NAME");
        }
        parsed("--service-load-balancers", "--compartment", "a", "--compartment", "b", "--without-service", "a/b")
                .check();
    }

    @Test
    void aServicesBalancerIsFoundOrNamedOrTheServiceIsLeftOut() {
        try (Scene scene = sceneWithService()) {
            String compartment = scene.sandbox.oci().compartmentId();

            assertThat(about(scene, true)).singleElement().satisfies(finding -> assertThat(finding.toString())
                    .contains("203.0.113.20", "not in the plan"));
            assertThat(about(scene, true, "--service-load-balancers")).isEmpty();
            assertThat(about(scene, false, "--service-load-balancers")).isEmpty();
            assertThat(about(scene, false, "--service-load-balancers", "--compartment", compartment))
                    .isEmpty();
            assertThat(about(scene, true, "--without-service", "default/shop"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING));
        }
    }

    @Test
    void aCompartmentThatMayNotBeReadIsNamed() {
        try (Scene scene = sceneWithService()) {
            Preview preview =
                    preview(scene, false, "--service-load-balancers", "--compartment", "ocid1.compartment.oc1..other");

            assertThat(preview.blockers()).anySatisfy(finding -> assertThat(finding.toString())
                    .contains("ocid1.compartment.oc1..other", "policies"));
        }
    }

    private static List<Finding> about(Scene scene, boolean named, String... arguments) {
        Preview preview = preview(scene, named, arguments);
        return Stream.concat(preview.blockers().stream(), preview.warnings().stream())
                .filter(finding -> finding.object().equals(SUBJECT))
                .toList();
    }

    private static Preview preview(Scene scene, boolean named, String... arguments) {
        ServiceOptions options = parsed(arguments);
        options.check();
        OkeCluster cluster = OkeCluster.of(scene.sandbox.containerEngine(), scene.sandbox.clusterId());
        Optional<LoadBalancer> balancer = named
                ? Optional.of(OciLoadBalancer.of(scene.sandbox.loadBalancer(), scene.sandbox.loadBalancerId()))
                : Optional.empty();
        try (NetworkLoadBalancerClient network = scene.sandbox.oci().networkLoadBalancerClient()) {
            return options.begin(
                            UpgradePlan.forCluster(cluster, KubernetesWorkloads.of(scene.sandbox.kubernetes())),
                            balancer,
                            () -> options.finder(scene.sandbox.loadBalancer(), network, cluster))
                    .withTiming(Scene.QUICK)
                    .toVersion("v1.32.1")
                    .preview();
        }
    }

    private static Scene sceneWithService() {
        Scene scene = Scene.open(sandbox -> sandbox.oci(oci -> oci.loadBalancer(LoadBalancerSpec.named("shop")
                .address("203.0.113.20")
                .backendSet(BackendSetSpec.named("TCP-80").everyNode(31_080)))));
        scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {namespace: default, name: shop}
                spec:
                  type: LoadBalancer
                  ports: [{port: 80, nodePort: 31080}]
                """);
        scene.sandbox
                .administrator()
                .services()
                .inNamespace("default")
                .withName("shop")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"203.0.113.20\"}]}}}");
        return scene;
    }
}
