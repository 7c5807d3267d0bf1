package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.kubernetes.Edit;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthChecker;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused before anything is touched, and in which words. */
class RefusalTest {
    private static final String ALONE = "10.0.10.2";

    @Test
    void anUnknownCluster() {
        try (Scene scene = Scene.open()) {
            String unknown = scene.sandbox.clusterId().replaceAll(".{6}$", "zzzzzz");
            assertThatThrownBy(() -> scene.rolls(scene.plan(unknown, scene.sandbox.loadBalancerId())))
                    .hasMessageContainingAll(unknown, "404");
            assertThatThrownBy(() -> scene.plan("cluster-1", scene.sandbox.loadBalancerId()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cluster-1");
            assertThatThrownBy(() -> scene.plan(scene.sandbox.clusterId(), scene.sandbox.clusterId()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("loadbalancer");
        }
    }

    @Test
    void aClusterThatIsNotActive() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.oci().outsideChanges().clusterLifecycle("UPDATING");
            scene.refuses(scene.plan(), "cluster sandbox", "UPDATING", "ACTIVE");
        }
    }

    @Test
    void aWorkRequestInFlight() {
        try (Scene scene = Scene.open()) {
            String id = scene.sandbox.oci().outsideChanges().startWorkRequest(scene.sandbox.clusterId());
            scene.refuses(scene.plan(), "in flight", id);
        }
    }

    @Test
    void versionsThatCantBeReached() {
        try (Scene scene = Scene.open()) {
            scene.refuses(scene.planTo("v1.30.1"), "never downgraded");
            scene.refuses(scene.planTo("v1.33.1"), "one minor version at a time", "v1.32.1");
            scene.refuses(scene.planTo("v1.32.9"), "offered now", "v1.32.1");
        }
    }

    @Test
    void aPoolWithoutAnImage() {
        List<String> images = List.of("Oracle-Linux-8.10-2025.07.21-0-OKE-1.31.1-1189");
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(oci -> oci.images(images)))) {
            scene.refuses(scene.plan(), "node pool workers", "no image");
        }
    }

    @Test
    void aLoadBalancerOfAnotherCluster() {
        BackendState other = new BackendState("10.9.9.9", 80, 1, 0, false, false, false);
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(oci -> oci.loadBalancer(LoadBalancerSpec.named("other")
                .backendSet(BackendSetSpec.named("set").backend(other)))))) {
            String id = scene.sandbox.oci().loadBalancerIds().get(1);
            scene.refuses(scene.plan(scene.sandbox.clusterId(), id), "load balancer other", "cluster's nodes");
        }
    }

    @Test
    void aBackendSetThatNoOtherNodeServes() {
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(oci -> oci.loadBalancer(LoadBalancerSpec.named("single")
                .backendSet(BackendSetSpec.named("set")
                        .backend(new BackendState(ALONE, 30_080, 1, 0, false, false, false))))))) {
            String id = scene.sandbox.oci().loadBalancerIds().get(1);
            scene.refuses(scene.plan(scene.sandbox.clusterId(), id), "backend set set", "no backend that serves");
        }
    }

    @Test
    void aServiceWhoseLoadBalancerIsNotInThePlan() {
        try (Scene scene = Scene.open()) {
            scene.apply(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {namespace: default, name: shop}
                    spec:
                      type: LoadBalancer
                      ports: [{port: 80}]
                    """);
            scene.sandbox
                    .administrator()
                    .services()
                    .inNamespace("default")
                    .withName("shop")
                    .editStatus(service -> service.edit()
                            .editStatus()
                            .withNewLoadBalancer()
                            .addNewIngress()
                            .withIp("203.0.113.10")
                            .endIngress()
                            .endLoadBalancer()
                            .endStatus()
                            .build());
            scene.refuses(scene.plan(), "Service default/shop", "203.0.113.10, not in the plan");
        }
    }

    @Test
    void aMissingPermission() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.kubernetesApi().withhold(Sandbox.USER, "create", "pods/eviction");
            scene.refuses(scene.plan(), "create", "pods/eviction");
        }
    }

    @Test
    void tooLittleRoomForANodesPods() {
        Map<String, String> small = Map.of("cpu", "120m", "memory", "1Gi", "pods", "10");
        try (Scene scene = Scene.open(sandbox ->
                sandbox.machines(NodeOptions.builder().allocatable(small).build()))) {
            scene.refuses(scene.plan(), "no room elsewhere", "default/ingress-");
        }
    }

    @Test
    void podsThatNoOtherNodeTakes() {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.sandbox.administrator().nodes().list().getItems().stream()
                    .map(other -> other.getMetadata().getName())
                    .filter(other -> !other.equals(node))
                    .forEach(other ->
                            Edit.of(scene.sandbox.administrator().nodes().withName(other), one -> one.edit()
                                    .editSpec()
                                    .addNewTaint("NoSchedule", "ToBeDeletedByClusterAutoscaler", null, "1")
                                    .endSpec()
                                    .build()));
            scene.refuses(
                    scene.plan(),
                    node,
                    "no other node takes",
                    "default/ingress-",
                    "taint ToBeDeletedByClusterAutoscaler=1:NoSchedule");
        }
    }

    @Test
    void aBudgetThatNeverLetsGo() {
        try (Scene scene = Scene.open(
                sandbox -> sandbox.manifests(Scene.manifests().replace("maxUnavailable: 1", "maxUnavailable: 0")))) {
            scene.refuses(scene.plan(), "default/ingress-", "budget", "ingress");
        }
    }

    @Test
    void aPodOnTwoBudgets() {
        try (Scene scene = Scene.open()) {
            scene.apply(
                    """
                    apiVersion: policy/v1
                    kind: PodDisruptionBudget
                    metadata: {namespace: default, name: second}
                    spec:
                      minAvailable: 1
                      selector: {matchLabels: {app: ingress}}
                    """);
            scene.refuses(scene.plan(), "default/ingress-", "ingress", "second");
        }
    }

    @Test
    void anUnmanagedPod() {
        try (Scene scene = Scene.open()) {
            scene.apply(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {namespace: default, name: lonely}
                    spec:
                      nodeName: 10.0.10.2
                      containers: [{name: lonely, image: example/lonely}]
                    """);
            scene.refuses(scene.plan(), "pod default/lonely");
        }
    }

    @Test
    void aRefusalIsOneException() {
        try (Scene scene = Scene.open()) {
            scene.sandbox.oci().outsideChanges().clusterLifecycle("UPDATING");
            assertThatThrownBy(() -> scene.planTo("v1.30.1").rollNodes().await())
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContainingAll("UPDATING", "never downgraded");
        }
    }

    @Test
    void onePrimaryWithBackups() {
        BackendSetSpec set = BackendSetSpec.named("set")
                .backend(new BackendState(ALONE, 30_080, 1, 0, false, false, false))
                .backend(new BackendState("10.0.10.3", 30_080, 1, 0, false, false, true));
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(
                oci -> oci.loadBalancer(LoadBalancerSpec.named("single").backendSet(set))))) {
            String id = scene.sandbox.oci().loadBalancerIds().get(1);
            scene.refuses(scene.plan(scene.sandbox.clusterId(), id), "backend set set", "no backup");
        }
    }

    @Test
    void aBackendSetOfAServiceThatHoldsNoAddressYet() {
        BackendSetSpec set = BackendSetSpec.named("TCP-80")
                .healthChecker(HealthChecker.http("/healthz").withPort(32_448))
                .everyNode(31_080);
        try (Scene scene = Scene.open(sandbox -> sandbox.oci(
                oci -> oci.loadBalancer(LoadBalancerSpec.named("shop").backendSet(set))))) {
            scene.apply(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {namespace: default, name: shop}
                    spec:
                      type: LoadBalancer
                      externalTrafficPolicy: Local
                      healthCheckNodePort: 32448
                      ports: [{port: 80, nodePort: 31080}]
                    """);
            String id = scene.sandbox.oci().loadBalancerIds().get(1);
            scene.refuses(scene.plan(scene.sandbox.clusterId(), id), "Service default/shop", "port 32448");
        }
    }
}
