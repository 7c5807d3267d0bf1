package io.github.evenkeel.benchmarks;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real control plane with three nodes, whose kubelets are played, each with room for all pods. */
final class Cluster implements AutoCloseable {
    static final List<String> NODES = List.of("10.0.10.1", "10.0.10.2", "10.0.10.3");
    private static final String AGENTS = "node-agents";
    private static final ClusterRole ANYTHING = new ClusterRoleBuilder()
            .addNewRule()
            .withApiGroups("*")
            .withResources("*")
            .withVerbs("*")
            .endRule()
            .build();

    private final ControlPlane controlPlane = ControlPlane.start();
    private final PrivateNetwork network = new PrivateNetwork();
    private final NodeAgents agents;

    /** @param users who drain nodes, and are told from each other in the audit log */
    Cluster(List<String> users) {
        users.forEach(user -> controlPlane.bind(user, ANYTHING));
        controlPlane.bind(AGENTS, NodeAgents.clusterRole());
        agents = NodeAgents.start(
                controlPlane.client(AGENTS),
                network,
                NodeOptions.builder()
                        .joinDelay(Duration.ZERO)
                        .readyDelay(Duration.ZERO)
                        .podStopDelay(Duration.ofMillis(10))
                        .allocatable(Map.of("cpu", "64", "memory", "64Gi", "pods", "500"))
                        .build());
        NODES.forEach(address -> agents.launched(machine(address)));
        await().until(() -> controlPlane.administrator().nodes().list().getItems().stream()
                        .filter(Readiness.getInstance()::isReady)
                        .count()
                == NODES.size());
    }

    ControlPlane controlPlane() {
        return controlPlane;
    }

    Placement placement(Workload workload) {
        return new Placement(controlPlane.administrator(), NODES, workload);
    }

    @Override
    public void close() {
        agents.close();
        network.close();
        controlPlane.close();
    }

    private static Instance machine(String address) {
        return new Instance(
                "ocid1.instance.oc1.iad." + address,
                "oke-" + address,
                "ocid1.nodepool.oc1.iad.pool",
                "ocid1.compartment.oc1..shop",
                address,
                "Uocm:US-ASHBURN-AD-1",
                "FAULT-DOMAIN-1",
                "v1.34.4");
    }
}
