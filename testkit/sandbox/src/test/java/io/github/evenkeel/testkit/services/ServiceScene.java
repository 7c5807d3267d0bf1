package io.github.evenkeel.testkit.services;

import static org.awaitility.Awaitility.await;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.loadbalancer.requests.GetLoadBalancerRequest;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.NodePoolSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.Timings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Three nodes, the emulated services of OCI, and the controller, on an API server that a test brings. */
final class ServiceScene implements AutoCloseable {
    static final String NAMESPACE = "default";
    static final String SET = "TCP-80";
    static final String EXCLUSION = "node.kubernetes.io/exclude-from-external-load-balancers";
    static final ServiceControllerOptions OPTIONS = ServiceControllerOptions.quick()
            .withNodeDelay(Duration.ofMillis(40))
            .withRetry(Duration.ofMillis(300), Duration.ofMillis(400));

    /** Nodes of terminated machines are the controller's to delete. */
    private static final NodeOptions MACHINES = NodeOptions.builder()
            .joinDelay(Duration.ofMillis(20))
            .readyDelay(Duration.ofMillis(20))
            .podReadyDelay(Duration.ofMillis(20))
            .podStopDelay(Duration.ofMillis(20))
            .removalDelay(Duration.ofHours(1))
            .build();

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    /**
     * API server with users.
     *
     * @param client of a user who may do everything
     * @param agents of the machines' user
     * @param controller of the controller's user
     * @param end run when the scene is closed
     */
    record Api(KubernetesClient client, KubernetesClient agents, KubernetesClient controller, Runnable end) {}

    final OciEmulator oci = OciEmulator.builder()
            .nodePool(NodePoolSpec.named("workers").size(3))
            .timings(Timings.quick()
                    .loadBalancerChange(Duration.ofMillis(30))
                    .eviction(Duration.ZERO)
                    .nodeTermination(Duration.ofMillis(20))
                    .nodeLaunch(Duration.ofMillis(60)))
            .start();
    final KubernetesClient client;
    private final Api api;
    private final PrivateNetwork network = new PrivateNetwork();
    final NodeAgents machines;
    ServiceController controller;

    ServiceScene(Api api) {
        this.api = api;
        client = api.client();
        machines = NodeAgents.start(api.agents(), network, MACHINES);
        oci.instances(machines);
        await().until(() -> client.nodes().list().getItems().stream()
                        .filter(Readiness::isNodeReady)
                        .count()
                == 3);
        controller = ServiceController.start(api.controller(), oci, OPTIONS);
    }

    /** Ends the controller and starts one that knows nothing. */
    void restartController() {
        controller.close();
        controller = ServiceController.start(api.controller(), oci, OPTIONS);
    }

    static ServiceBuilder described(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withType("LoadBalancer")
                .addToSelector("app", name)
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(80)
                .endPort()
                .endSpec();
    }

    /** Creates a Service and waits until it has its address. */
    Service balanced(ServiceBuilder described) {
        Service service = client.resource(described.build()).create();
        await().until(() -> !ServiceObject.addresses(now(service)).isEmpty());
        return now(service);
    }

    Service balanced(Map<String, String> annotations) {
        return balanced(
                described("web").editMetadata().withAnnotations(annotations).endMetadata());
    }

    Service now(Service service) {
        return Objects.requireNonNull(client.resource(service).get());
    }

    String balancer(Service service) {
        return oci.balancerNamed(service.getMetadata().getUid()).orElseThrow();
    }

    List<BackendState> backends(Service service) {
        return oci.backends(balancer(service), SET);
    }

    List<String> addresses(Service service) {
        return backends(service).stream().map(BackendState::ipAddress).sorted().toList();
    }

    void awaitAddresses(Service service, String... addresses) {
        await().until(() -> addresses(service).equals(List.of(addresses)));
    }

    static int nodePort(Service service) {
        return service.getSpec().getPorts().get(0).getNodePort();
    }

    /** What another client does to a backend, by the API. */
    void drain(Service service, String address) {
        for (BackendState backend : backends(service)) {
            if (backend.ipAddress().equals(address)) {
                oci.outsideChanges()
                        .backend(
                                balancer(service),
                                SET,
                                new BackendState(address, backend.port(), 3, 0, true, false, false));
            }
        }
    }

    boolean isDrained(Service service, String address) {
        return backends(service).stream()
                .anyMatch(backend -> backend.ipAddress().equals(address) && backend.drain());
    }

    /** Idle timeouts of the listeners of a load balancer, in seconds. */
    List<Long> idleTimeouts(Service service) {
        try (LoadBalancerClient reader = oci.loadBalancerClient()) {
            return reader
                    .getLoadBalancer(GetLoadBalancerRequest.builder()
                            .loadBalancerId(balancer(service))
                            .build())
                    .getLoadBalancer()
                    .getListeners()
                    .values()
                    .stream()
                    .map(listener -> listener.getConnectionConfiguration().getIdleTimeout())
                    .toList();
        }
    }

    /** How often the controller has written a whole set. */
    long writes() {
        return oci.controllerCalls().of(OciOperation.UPDATE_BACKEND_SET)
                + oci.controllerCalls().of(OciOperation.UPDATE_NETWORK_BACKEND_SET);
    }

    void label(String node, String value) {
        edit(node, object -> new NodeBuilder(object)
                .editMetadata()
                .addToLabels(EXCLUSION, value)
                .endMetadata()
                .build());
    }

    void unlabel(String node) {
        edit(node, object -> new NodeBuilder(object)
                .editMetadata()
                .removeFromLabels(EXCLUSION)
                .endMetadata()
                .build());
    }

    void edit(String node, UnaryOperator<Node> change) {
        await().ignoreExceptions().until(() -> {
            client.nodes().withName(node).edit(change);
            return true;
        });
    }

    /** The condition Ready is Unknown, as that of a node whose kubelet has gone silent. */
    void silence(String node) {
        client.nodes()
                .withName(node)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"Unknown\"}]}}");
    }

    void annotate(Service service, String name, String value) {
        client.resource(service).patch(MERGE, "{\"metadata\":{\"annotations\":{\"" + name + "\":\"" + value + "\"}}}");
    }

    boolean exists(String node) {
        return client.nodes().withName(node).get() != null;
    }

    Instance machine(String address) {
        return oci.runningInstances().stream()
                .filter(instance -> instance.privateIp().equals(address))
                .findFirst()
                .orElseThrow();
    }

    void size(int nodes) {
        oci.outsideChanges().nodePoolSize(oci.nodePoolIds().get(0), nodes);
    }

    Pod podOn(String node, String app) {
        return client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(app)
                        .withNamespace(NAMESPACE)
                        .addToLabels("app", app)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .withTerminationGracePeriodSeconds(1L)
                        .addNewContainer()
                        .withName("web")
                        .withImage("web")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    /** Status of a node's response to {@code GET /healthz}; 0 if nothing listens. */
    int healthz(String address, int port) {
        InetSocketAddress socket = network.resolve(address, port);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getPort() + "/healthz"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException refused) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        controller.close();
        machines.close();
        api.end().run();
        oci.close();
        network.close();
    }
}
