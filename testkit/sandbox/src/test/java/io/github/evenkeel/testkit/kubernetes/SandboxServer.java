package io.github.evenkeel.testkit.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.model.KubernetesVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/** The server that the tests here are about. */
final class SandboxServer implements Server {
    static final String USER = "tester";

    final KubernetesApi api = KubernetesApi.start(() -> KubernetesVersion.parse("v1.32.1"));

    @Override
    public URI url() {
        return api.url();
    }

    @Override
    public KubernetesClient client() {
        return api.client(USER);
    }

    @Override
    public KubernetesClient client(String user) {
        return api.client(user);
    }

    @Override
    public void bind(String user, ClusterRole role) {
        api.bind(user, role);
    }

    @Override
    public String fullName(String user) {
        return user;
    }

    @Override
    public HttpClient.Builder http() {
        return HttpClient.newBuilder();
    }

    @Override
    public HttpRequest.Builder identified(HttpRequest.Builder request) {
        return request;
    }

    @Override
    public boolean isSettled(String node) {
        return true;
    }

    @Override
    public void close() {
        api.close();
    }
}
