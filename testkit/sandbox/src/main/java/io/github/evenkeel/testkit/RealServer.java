package io.github.evenkeel.testkit;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.services.ServiceController;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Kubernetes API of a real control plane, in other processes; its audit log records the requests. */
final class RealServer implements ClusterServer {
    private static final String AGENTS = "node-agents";
    private static final String SERVICE_CONTROLLER = "service-controller";
    private static final ClusterRole EVERYTHING = new ClusterRoleBuilder()
            .addNewRule()
            .withApiGroups("*")
            .withResources("*")
            .withVerbs("*")
            .endRule()
            .addNewRule()
            .withNonResourceURLs("*")
            .withVerbs("*")
            .endRule()
            .build();

    private final ControlPlane controlPlane;
    private volatile long countedFrom;

    RealServer(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    ControlPlane controlPlane() {
        return controlPlane;
    }

    @Override
    public URI url() {
        return controlPlane.url();
    }

    @Override
    public KubernetesClient client(String user) {
        controlPlane.bind(user, EVERYTHING);
        return controlPlane.client(user);
    }

    @Override
    public KubernetesClient administrator() {
        return controlPlane.administrator();
    }

    @Override
    public KubernetesClient agents() {
        controlPlane.bind(AGENTS, NodeAgents.clusterRole());
        return controlPlane.client(AGENTS);
    }

    @Override
    public KubernetesClient serviceController() {
        controlPlane.bind(SERVICE_CONTROLLER, ServiceController.clusterRole());
        return controlPlane.client(SERVICE_CONTROLLER);
    }

    @Override
    public void bind(String user, ClusterRole role) {
        controlPlane.bind(user, role);
    }

    @Override
    public Map<String, Long> calls(String user) {
        Map<String, Long> calls = new TreeMap<>();
        controlPlane.audit().countsSince(countedFrom).forEach((request, count) -> {
            if (request.user().equals(user)) {
                calls.merge(request.verb() + " " + request.resource(), count, Long::sum);
            }
        });
        return calls;
    }

    @Override
    public void resetCalls() {
        countedFrom = controlPlane.audit().position();
    }

    @Override
    public Path writeKubeconfig(Path directory) throws IOException {
        return controlPlane.writeKubeconfig(directory);
    }

    @Override
    public void close() {
        controlPlane.close();
    }
}
