package io.github.evenkeel.testkit;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Emulated Kubernetes API, in this JVM. */
record EmulatedServer(KubernetesApi api) implements ClusterServer {
    private static final String ADMINISTRATOR = "administrator";
    private static final String AGENTS = "node-agents";
    private static final String SERVICE_CONTROLLER = "service-controller";

    @Override
    public URI url() {
        return api.url();
    }

    @Override
    public KubernetesClient client(String user) {
        return api.client(user);
    }

    @Override
    public KubernetesClient administrator() {
        return api.client(ADMINISTRATOR);
    }

    @Override
    public KubernetesClient agents() {
        api.faults().spare(AGENTS);
        return api.client(AGENTS);
    }

    @Override
    public KubernetesClient serviceController() {
        api.faults().spare(SERVICE_CONTROLLER);
        return api.client(SERVICE_CONTROLLER);
    }

    @Override
    public void bind(String user, ClusterRole role) {
        api.bind(user, role);
    }

    @Override
    public Map<String, Long> calls(String user) {
        return api.calls().by(user);
    }

    @Override
    public void resetCalls() {
        api.calls().reset();
    }

    @Override
    public Path writeKubeconfig(Path directory) throws IOException {
        return api.writeKubeconfig(directory);
    }

    @Override
    public void close() {
        api.close();
    }
}
