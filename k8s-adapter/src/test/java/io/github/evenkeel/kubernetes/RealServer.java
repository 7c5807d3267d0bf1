package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.kubernetes.EvictionWebhook;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The API server of a real control plane, which tests share one after another. */
final class RealServer implements Server {
    private final ControlPlane controlPlane;
    private final long start;
    private @Nullable WebhookServer webhook;

    RealServer(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        start = controlPlane.audit().position();
        controlPlane.clear();
    }

    @Override
    public KubernetesClient administrator() {
        return controlPlane.administrator();
    }

    @Override
    public KubernetesClient client(String user) {
        return controlPlane.client(user);
    }

    @Override
    public void bind(String user, ClusterRole role) {
        controlPlane.bind(user, role);
    }

    @Override
    public long calls(String user, String request) {
        return controlPlane.audit().countsSince(start).entrySet().stream()
                .filter(entry -> entry.getKey().user().equals(user))
                .filter(entry -> request.equals(
                        entry.getKey().verb() + " " + entry.getKey().resource()))
                .mapToLong(entry -> entry.getValue())
                .sum();
    }

    @Override
    public void reviewEvictions(EvictionWebhook next) {
        if (webhook != null) {
            throw new IllegalStateException("There is a webhook already");
        }
        webhook = WebhookServer.start(controlPlane.administrator(), next);
    }

    /** The controllers annotate a node, and take the taint away that the server gives to each. */
    /** No release removes the deprecated APIs that the server has: Endpoints are deprecated, and stay. */
    @Override
    public Optional<DeprecatedApi> requestDeprecatedApis() {
        administrator().endpoints().inNamespace("default").list();
        return Optional.empty();
    }

    @Override
    public boolean isSettled(String name) {
        Node node = Objects.requireNonNull(
                controlPlane.administrator().nodes().withName(name).get());
        return node.getSpec().getTaints().isEmpty()
                && node.getMetadata().getAnnotations().containsKey("node.alpha.kubernetes.io/ttl");
    }

    @Override
    public void close() {
        if (webhook != null) {
            webhook.close();
        }
        controlPlane.clear();
    }
}
