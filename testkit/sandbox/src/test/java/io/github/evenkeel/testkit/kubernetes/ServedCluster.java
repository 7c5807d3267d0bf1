package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A cluster over HTTP whose nodes and pods are as a test says. */
final class ServedCluster implements AutoCloseable {
    static final String NAMESPACE = "default";
    static final String NODE = "10.0.10.1";

    private static final String NODE_MANIFEST =
            """
            {apiVersion: v1, kind: Node, metadata: {name: %1$s},
             status: {allocatable: {cpu: "4", memory: 8Gi, pods: "50"},
                      conditions: [{type: Ready, status: "True", lastHeartbeatTime: "%2$s", lastTransitionTime: "%2$s"}]}}
            """;
    private static final String HEARTBEAT =
            """
            {"status":{"conditions":[{"type":"Ready","status":"True","lastHeartbeatTime":"%s"}]}}
            """;
    private static final String POD_MANIFEST =
            """
            {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: default},
             spec: {nodeName: %s, containers: [{name: web, image: web}]}}
            """;
    private static final String RUNNING =
            "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";

    final KubernetesClient client;
    private final Server server;
    private final HttpClient http;

    ServedCluster(Server server) {
        this.server = server;
        client = once(server.client());
        http = server.http().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** A client that sends each request once. */
    static KubernetesClient once(KubernetesClient patient) {
        return patient.newClient(
                        new RequestConfigBuilder(patient.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
    }

    static <T> T manifest(String yaml, Class<T> kind) {
        // What begins with a brace is read as JSON otherwise, and the manifests here have no quotes.
        return Objects.requireNonNull(Serialization.unmarshal("---\n" + yaml, kind));
    }

    /**
     * Makes a node that is ready. The node lifecycle controller remembers nodes by name: without a heartbeat of its
     * own, one is taken for the last of that name, and for lost 50 seconds after the first.
     */
    void node(String name) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        client.resource(manifest(NODE_MANIFEST.formatted(name, now), Node.class))
                .create();
        await().atMost(Duration.ofMinutes(1)).until(() -> server.isSettled(name));
    }

    /** What its kubelet would say every now and then, without which the node is lost after 50 seconds. */
    void heartbeat(String name) {
        client.nodes()
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        HEARTBEAT.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** A pod that is bound to the node and has not started yet. */
    Pod bound(String name, String node, Map<String, String> labels) {
        Pod pod = manifest(POD_MANIFEST.formatted(name, node), Pod.class);
        pod.getMetadata().setLabels(labels);
        return client.resource(pod).create();
    }

    /** A pod on {@link #NODE} that runs and is ready. */
    Pod running(String name, Map<String, String> labels) {
        return report(bound(name, NODE, labels), RUNNING);
    }

    /** What a kubelet would say of the pod, as a merge patch of its status. */
    Pod report(Pod pod, String status) {
        return client.resource(pod).subresource("status").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), status);
    }

    ConfigMap configMap(String name, Map<String, String> labels) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    /** A request as the administrator, by a client that knows nothing of Kubernetes. */
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    StreamedWatch watch(String pathAndQuery) throws IOException, InterruptedException {
        return new StreamedWatch(http.send(request(pathAndQuery).build(), BodyHandlers.ofInputStream()));
    }

    HttpRequest.Builder request(String path) {
        return server.identified(HttpRequest.newBuilder(server.url().resolve(path)))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json");
    }

    HttpClient http() {
        return http;
    }

    /** The Status by which a call of a client is refused. */
    static Status refusal(ThrowingCallable call) {
        KubernetesClientException refused = catchThrowableOfType(KubernetesClientException.class, call);
        return Objects.requireNonNull(refused.getStatus(), "no Status in " + refused);
    }

    @Override
    public void close() {
        server.close();
    }
}
