package io.github.evenkeel.testkit.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.util.Objects;

/** What the server that the tests here are about is held against. Tests share it one after another. */
final class RealServer implements Server {
    private final ControlPlane controlPlane;

    RealServer(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        controlPlane.clear();
    }

    @Override
    public URI url() {
        return controlPlane.url();
    }

    @Override
    public KubernetesClient client() {
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
    public String fullName(String user) {
        return "system:serviceaccount:kube-system:" + user;
    }

    @Override
    public HttpClient.Builder http() {
        try {
            return HttpClient.newBuilder().sslContext(SSLUtils.sslContext(client().getConfiguration()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No TLS to " + url(), e);
        }
    }

    @Override
    public HttpRequest.Builder identified(HttpRequest.Builder request) {
        return request.header(
                "Authorization", "Bearer " + client().getConfiguration().getOauthToken());
    }

    /** The controllers annotate a node, and take the taint away that the server gives to each. */
    @Override
    public boolean isSettled(String name) {
        Node node = Objects.requireNonNull(client().nodes().withName(name).get());
        return node.getSpec().getTaints().isEmpty()
                && node.getMetadata().getAnnotations().containsKey("node.alpha.kubernetes.io/ttl");
    }

    @Override
    public void close() {
        controlPlane.clear();
    }
}
