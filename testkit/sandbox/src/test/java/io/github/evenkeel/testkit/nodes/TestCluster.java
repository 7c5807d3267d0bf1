package io.github.evenkeel.testkit.nodes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import io.github.evenkeel.testkit.oci.Instance;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An API server, agents, and a way to speak to the machines. */
final class TestCluster implements AutoCloseable {
    static final int NODE_PORT = 30080;
    static final String NAMESPACE = "shop";

    /** Fast, since tests wait for all of it. */
    static final NodeOptions FAST = NodeOptions.builder()
            .joinDelay(Duration.ofMillis(20))
            .readyDelay(Duration.ofMillis(20))
            .podReadyDelay(Duration.ofMillis(20))
            .podStopDelay(Duration.ofMillis(20))
            .removalDelay(Duration.ofMillis(50))
            .flapInterval(Duration.ofMillis(100))
            .build();

    private final KubernetesApi api = KubernetesApi.start(() -> KubernetesVersion.parse("v1.32.1"));
    final KubernetesClient client = api.client("tester");
    final PrivateNetwork network = new PrivateNetwork();
    final NodeAgents agents = NodeAgents.start(api.client("node-agents"), network, FAST);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestCluster() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    static Instance instance(int number) {
        return new Instance(
                "ocid1.instance.oc1.iad.m" + number,
                "oke-c1-n1-s1-" + number,
                "ocid1.nodepool.oc1.iad.pool",
                "ocid1.compartment.oc1..shop",
                "10.0.10." + number,
                "Uocm:US-ASHBURN-AD-2",
                "FAULT-DOMAIN-3",
                "v1.32.1");
    }

    /** Launches a machine and waits until its node is Ready. */
    Instance ready(int number) {
        Instance instance = instance(number);
        agents.launched(instance);
        await().until(() -> isReady(node(instance)));
        return instance;
    }

    @Nullable
    Node node(Instance instance) {
        return client.nodes().withName(instance.privateIp()).get();
    }

    static boolean isReady(@Nullable Node node) {
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    /** Creates a pod that is bound to the node already. */
    Pod pod(String name, Instance on, Map<String, String> annotations) {
        return create(podOn(name, on, annotations).build());
    }

    Pod readyPod(String name, Instance on) {
        Pod pod = pod(name, on, Map.of());
        awaitReady(pod);
        return pod;
    }

    Pod create(Pod pod) {
        return client.resource(pod).create();
    }

    static PodBuilder podOn(String name, Instance on, Map<String, String> annotations) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app", "web")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withNodeName(on.privateIp())
                .withTerminationGracePeriodSeconds(30L)
                .addNewContainer()
                .withName("web")
                .withImage("web")
                .endContainer()
                .endSpec();
    }

    void awaitReady(Pod pod) {
        await().until(() -> {
            Pod now = pod(pod);
            return now != null && ServiceRoute.isReady(now);
        });
    }

    /** The pod as it is now, null if it is gone. */
    @Nullable
    Pod pod(Pod pod) {
        Pod now = client.resource(pod).get();
        return now != null
                        && now.getMetadata().getUid().equals(pod.getMetadata().getUid())
                ? now
                : null;
    }

    String phase(Pod pod) {
        return Objects.requireNonNull(pod(pod)).getStatus().getPhase();
    }

    /** Creates a service for the pods and waits until the machine serves it. */
    void service(String policy, Instance... servedBy) {
        Service service = new ServiceBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withExternalTrafficPolicy(policy)
                .addToSelector("app", "web")
                .addNewPort()
                .withPort(80)
                .withNodePort(NODE_PORT)
                .endPort()
                .endSpec()
                .build();
        client.resource(service).create();
        for (Instance machine : servedBy) {
            await().until(() -> listens(machine, NODE_PORT));
        }
    }

    boolean listens(Instance machine, int port) {
        InetSocketAddress refusing = network.resolve("192.0.2.1", 1);
        return !network.resolve(machine.privateIp(), port).equals(refusing);
    }

    HttpResponse<String> get(Instance machine, String path) throws IOException, InterruptedException {
        return http.send(request(machine, path), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(Instance machine, String path) {
        return http.sendAsync(request(machine, path), HttpResponse.BodyHandlers.ofString());
    }

    /** The pod that answered. */
    static String answeredBy(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Pod").orElse("none");
    }

    @Override
    public void close() {
        agents.close();
        network.close();
        api.close();
    }

    private HttpRequest request(Instance machine, String path) {
        return HttpRequest.newBuilder(url(machine, path))
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    URI url(Instance machine, String path) {
        InetSocketAddress socket = network.resolve(machine.privateIp(), NODE_PORT);
        return URI.create("http://127.0.0.1:" + socket.getPort() + path);
    }
}
