package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.testkit.kubernetes.EvictionWebhook;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import io.github.evenkeel.testkit.kubernetes.KubernetesFaults;
import java.util.Optional;

/** The sandbox's API server, which can misbehave to order. */
final class SandboxServer implements Server {
    private final KubernetesApi api = KubernetesApi.start(() -> KubernetesVersion.parse("v1.34.4"));

    KubernetesFaults faults() {
        return api.faults();
    }

    @Override
    public KubernetesClient administrator() {
        return api.client("administrator");
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
    public long calls(String user, String request) {
        return api.calls().by(user).getOrDefault(request, 0L);
    }

    @Override
    public void reviewEvictions(EvictionWebhook webhook) {
        api.reviewEvictions(webhook);
    }

    @Override
    public Optional<DeprecatedApi> requestDeprecatedApis() {
        api.requestDeprecatedApi("flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", "1.35");
        api.requestDeprecatedApi("", "v1", "endpoints", "");
        return Optional.of(new DeprecatedApi(
                "flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", KubernetesVersion.parse("v1.35.0")));
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
