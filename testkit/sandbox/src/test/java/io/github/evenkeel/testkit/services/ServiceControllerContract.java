package io.github.evenkeel.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.github.evenkeel.testkit.nodes.NodeTrouble;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthChecker;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was seen of Oracle's cloud controller manager, v1.35.0, before a real API server: one test for each of it. */
@Timeout(120)
abstract class ServiceControllerContract {
    private static final String FIRST = "10.0.10.2";
    private static final String SECOND = "10.0.10.3";
    private static final String THIRD = "10.0.10.4";

    /** Longer than the controller takes to act on a change of nodes. */
    private static final Duration WHILE = Duration.ofMillis(400);

    private final ServiceScene scene;

    ServiceControllerContract(ServiceScene.Api api) {
        scene = new ServiceScene(api);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aServiceGetsABalancerByTheNameOfItsUid() {
        Service service = scene.balanced(Map.of());

        assertThat(scene.oci.loadBalancerIds()).containsExactly(scene.balancer(service));
        assertThat(service.getMetadata().getFinalizers()).contains(ServiceObject.FINALIZER);
        assertThat(scene.oci.controllerCalls().of(OciOperation.CREATE_LOAD_BALANCER))
                .isOne();
        assertThat(scene.oci.calls().total()).as("calls of others").isZero();
    }

    @Test
    void aControllerThatStartsFindsTheBalancerByTheUid() {
        Service service = scene.balanced(Map.of());

        scene.restartController();
        scene.label(SECOND, "true");

        scene.awaitAddresses(service, FIRST, THIRD);
        assertThat(scene.oci.loadBalancerIds()).hasSize(1);
    }

    @Test
    void theBackendsAreTheInternalAddressesAtTheNodePortWithWeightOne() {
        Service service = scene.balanced(Map.of());

        int port = ServiceScene.nodePort(service);
        assertThat(scene.backends(service))
                .containsExactly(
                        new BackendState(FIRST, port, 1, 0, false, false, false),
                        new BackendState(SECOND, port, 1, 0, false, false, false),
                        new BackendState(THIRD, port, 1, 0, false, false, false));
    }

    @Test
    void aSetAndAListenerForEachPort() {
        Service service = scene.balanced(ServiceScene.described("web")
                .editSpec()
                .addNewPort()
                .withName("https")
                .withProtocol("TCP")
                .withPort(443)
                .endPort()
                .endSpec());
        assertThat(scene.oci.listenerNames(scene.balancer(service))).containsExactly("TCP-80", "TCP-443");
        assertThat(scene.oci.backends(scene.balancer(service), "TCP-443")).hasSize(3);

        scene.client.resource(scene.now(service)).edit(present -> new ServiceBuilder(present)
                .editSpec()
                .removeMatchingFromPorts(port -> port.getPort() == 443)
                .endSpec()
                .build());

        await().until(() -> scene.oci.listenerNames(scene.balancer(service)).equals(List.of("TCP-80"))
                && scene.oci.backends(scene.balancer(service), "TCP-443").isEmpty());
    }

    @Test
    void aListenerIsNamedByItsProtocolAndASetIsNot() {
        Service service =
                scene.balanced(Map.of("service.beta.kubernetes.io/oci-load-balancer-backend-protocol", "HTTP"));

        assertThat(scene.oci.listenerNames(scene.balancer(service))).containsExactly("HTTP-80");
        assertThat(scene.backends(service)).hasSize(3);
    }

    @Test
    void aListenerHasTheIdleTimeoutOfTheAnnotation() {
        Service service =
                scene.balanced(Map.of("service.beta.kubernetes.io/oci-load-balancer-connection-idle-timeout", "90"));

        assertThat(scene.idleTimeouts(service)).containsExactly(90L);
    }

    @Test
    void healthIsKubeProxysForExternalTrafficPolicyCluster() {
        Service service = scene.balanced(Map.of());

        HealthChecker checker = scene.oci.healthChecker(scene.balancer(service), ServiceScene.SET);
        assertThat(checker.port()).isEqualTo(10256);
        assertThat(checker.urlPath()).isEqualTo("/healthz");
        for (String node : List.of(FIRST, SECOND, THIRD)) {
            await().until(() -> scene.healthz(node, 10256) == 200);
        }
    }

    @Test
    void healthIsThatOfTheNodesOwnPodsForExternalTrafficPolicyLocal() {
        Service service = scene.balanced(ServiceScene.described("web")
                .editSpec()
                .withExternalTrafficPolicy("Local")
                .endSpec());
        Pod pod = scene.podOn(SECOND, "web");

        int port = service.getSpec().getHealthCheckNodePort();
        assertThat(scene.oci
                        .healthChecker(scene.balancer(service), ServiceScene.SET)
                        .port())
                .isEqualTo(port);
        assertThat(scene.addresses(service)).as("all nodes are backends").hasSize(3);
        await().until(() -> scene.healthz(SECOND, port) == 200);
        assertThat(scene.healthz(FIRST, port)).isEqualTo(503);
        scene.client.resource(pod).delete();
        await().until(() -> scene.healthz(SECOND, port) == 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "T"})
    void theLabelTakesANodeOutByOneWriteOfTheWholeSetThatClearsTheDrainsOfOthers(String value) {
        Service service = scene.balanced(Map.of());
        scene.drain(service, FIRST);

        scene.label(SECOND, value);

        scene.awaitAddresses(service, FIRST, THIRD);
        assertThat(scene.writes()).isOne();
        assertThat(scene.backends(service)).allSatisfy(backend -> {
            assertThat(backend.drain()).isFalse();
            assertThat(backend.weight()).isOne();
        });

        scene.unlabel(SECOND);

        scene.awaitAddresses(service, FIRST, SECOND, THIRD);
        assertThat(scene.writes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "yes", ""})
    void aLabelWhoseValueIsNotTrueChangesNothing(String value) {
        Service service = scene.balanced(Map.of());

        scene.label(SECOND, value);

        stays(() -> scene.addresses(service).size() == 3 && scene.writes() == 0);
    }

    @Test
    void aSetIsNeverEmptied() {
        Service service = scene.balanced(Map.of());

        scene.controller.pause();
        List.of(FIRST, SECOND, THIRD).forEach(node -> scene.label(node, "true"));
        await().until(() -> scene.client
                        .nodes()
                        .withLabel(ServiceScene.EXCLUSION)
                        .list()
                        .getItems()
                        .size()
                == 3);
        scene.controller.resume();

        stays(() -> scene.addresses(service).size() == 3 && scene.writes() == 0);
        scene.unlabel(THIRD);
        scene.awaitAddresses(service, THIRD);
    }

    @Test
    void aCordonChangesNothing() {
        Service service = scene.balanced(Map.of());
        scene.drain(service, FIRST);
        long calls = scene.oci.controllerCalls().total();

        scene.edit(SECOND, node -> new NodeBuilder(node)
                .editSpec()
                .withUnschedulable(true)
                .endSpec()
                .build());

        stays(() -> scene.writes() == 0 && scene.isDrained(service, FIRST));
        assertThat(scene.oci.controllerCalls().total()).as("no look either").isEqualTo(calls);
    }

    @Test
    void notReadyChangesNothing() {
        Service service = scene.balanced(Map.of());
        scene.drain(service, FIRST);

        scene.machines.trouble(scene.machine(SECOND).id(), NodeTrouble.NOT_READY);
        await().until(() -> scene.client.nodes().withName(SECOND).get().getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("False")));

        stays(() -> scene.writes() == 0 && scene.isDrained(service, FIRST));
        scene.label(THIRD, "true");
        scene.awaitAddresses(service, FIRST, SECOND);
    }

    @Test
    void theTaintOfTheClusterAutoscalerAloneChangesNothing() {
        Service service = scene.balanced(Map.of());

        scene.edit(SECOND, node -> new NodeBuilder(node)
                .editSpec()
                .addNewTaint("NoSchedule", "ToBeDeletedByClusterAutoscaler", null, "1700000000")
                .endSpec()
                .build());

        stays(() -> scene.writes() == 0 && scene.addresses(service).size() == 3);
    }

    @Test
    void aDrainByApiStaysUntilAnyNodeChanges() {
        Service service = scene.balanced(Map.of());

        scene.drain(service, FIRST);

        stays(() -> scene.isDrained(service, FIRST));
        scene.size(4);
        await().until(() -> scene.addresses(service).size() == 4);
        assertThat(scene.isDrained(service, FIRST)).isFalse();
    }

    @Test
    void aNewNodeIsAddedOnceItIsReady() {
        Service service = scene.balanced(Map.of());
        scene.machines.troubleNextLaunched(NodeTrouble.NOT_READY);

        scene.size(4);

        await().until(() -> scene.exists("10.0.10.5"));
        stays(() -> scene.writes() == 0);
        scene.machines.heal(scene.machine("10.0.10.5").id(), NodeTrouble.NOT_READY);
        scene.awaitAddresses(service, FIRST, SECOND, THIRD, "10.0.10.5");
    }

    @Test
    void aNodeThatIsNotReadyAndWhoseInstanceIsTerminatedIsDeletedAndThenItsBackend() {
        Service service = scene.balanced(Map.of());
        Instance last = scene.machine(THIRD);

        scene.size(2);
        await().until(() -> !scene.oci.runningInstances().contains(last));
        stays(() -> scene.exists(THIRD) && scene.addresses(service).size() == 3);
        scene.silence(THIRD);

        await().until(() -> !scene.exists(THIRD));
        scene.awaitAddresses(service, FIRST, SECOND);
    }

    @Test
    void aNodeThatIsNotReadyAndWhoseInstanceRunsStays() {
        Service service = scene.balanced(Map.of());

        scene.machines.trouble(scene.machine(SECOND).id(), NodeTrouble.NOT_READY);

        stays(() -> scene.exists(SECOND) && scene.addresses(service).size() == 3);
    }

    @Test
    void itWaitsWhileAWorkRequestOfTheBalancerIsInFlightAndTriesAgainLater() {
        Service service = scene.balanced(Map.of());
        String workRequest = scene.oci.outsideChanges().startWorkRequest(scene.balancer(service));

        scene.label(SECOND, "true");

        stays(() -> scene.writes() == 0 && scene.addresses(service).size() == 3);
        scene.oci.outsideChanges().endWorkRequest(workRequest);
        scene.awaitAddresses(service, FIRST, THIRD);
    }

    @Test
    void theSelectorOfTheAnnotationChoosesTheNodes() {
        scene.edit(SECOND, node -> new NodeBuilder(node)
                .editMetadata()
                .addToLabels("front", "yes")
                .endMetadata()
                .build());
        String selector = "oci.oraclecloud.com/node-label-selector";

        Service service = scene.balanced(Map.of(selector, "front=yes"));

        scene.awaitAddresses(service, SECOND);
        scene.annotate(service, selector, "front!=yes");
        scene.awaitAddresses(service, FIRST, THIRD);
    }

    @Test
    void aNetworkLoadBalancerHasASelectorOfItsOwn() {
        scene.edit(SECOND, node -> new NodeBuilder(node)
                .editMetadata()
                .addToLabels("front", "yes")
                .endMetadata()
                .build());

        Service service = scene.balanced(Map.of(
                "oci.oraclecloud.com/load-balancer-type",
                "NLB",
                "oci.oraclecloud.com/node-label-selector",
                "front!=yes",
                "oci-network-load-balancer.oraclecloud.com/node-label-selector",
                "front=yes"));

        assertThat(scene.oci.networkLoadBalancerIds()).containsExactly(scene.balancer(service));
        scene.awaitAddresses(service, SECOND);
    }

    @Test
    void anAnnotationMakesItANetworkLoadBalancer() {
        Service service = scene.balanced(Map.of("oci.oraclecloud.com/load-balancer-type", "nlb"));

        assertThat(scene.oci.loadBalancerIds()).isEmpty();
        assertThat(scene.oci.networkLoadBalancerIds()).containsExactly(scene.balancer(service));
        assertThat(scene.oci.listenerNames(scene.balancer(service))).containsExactly("TCP-80");
        assertThat(scene.backends(service))
                .extracting(backend -> backend.targetId().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(
                        scene.oci.runningInstances().stream().map(Instance::id).toList());

        scene.drain(service, FIRST);
        scene.label(SECOND, "true");

        scene.awaitAddresses(service, FIRST, THIRD);
        assertThat(scene.isDrained(service, FIRST)).isFalse();
        assertThat(scene.writes()).isOne();
    }

    @Test
    void aServiceThatIsDeletedTakesItsBalancerAlong() {
        Service service = scene.balanced(Map.of());

        scene.client.resource(service).delete();

        await().until(() -> scene.client.resource(service).get() == null);
        assertThat(scene.oci.loadBalancerIds()).isEmpty();
    }

    @Test
    void whileTheControllerIsPausedALabelIsWithoutEffect() {
        Service service = scene.balanced(Map.of());

        scene.controller.pause();
        scene.label(SECOND, "true");

        stays(() -> scene.addresses(service).size() == 3);
        scene.controller.resume();
        scene.awaitAddresses(service, FIRST, THIRD);
    }

    @Test
    void aRewriteClearsDrainsAtAnyMoment() {
        Service service = scene.balanced(Map.of());
        scene.drain(service, FIRST);

        scene.controller.rewrite();

        await().until(() -> !scene.isDrained(service, FIRST));
        assertThat(scene.writes()).isOne();
        assertThat(scene.addresses(service)).hasSize(3);
    }

    private static void stays(Callable<Boolean> condition) {
        await().during(WHILE)
                .atMost(Duration.ofSeconds(30))
                .failFast(() -> !condition.call())
                .until(condition);
    }
}
