package io.github.evenkeel.testkit.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Two nodes that run a Deployment with scratch volumes, and a DaemonSet. */
final class KubectlCluster implements AutoCloseable {
    static final String FIRST = "10.0.10.1";
    static final String SECOND = "10.0.10.2";
    static final int REPLICAS = 4;

    private static final NodeOptions FAST = NodeOptions.builder()
            .joinDelay(Duration.ofMillis(10))
            .readyDelay(Duration.ofMillis(10))
            .podReadyDelay(Duration.ofMillis(10))
            .podStopDelay(Duration.ofMillis(10))
            .build();
    private static final String DEPLOYMENT =
            """
            {metadata: {name: web, namespace: default},
             spec: {replicas: 4, selector: {matchLabels: {app: web}},
                    template: {metadata: {labels: {app: web}},
                               spec: {containers: [{name: web, image: web}],
                                      volumes: [{name: scratch, emptyDir: {}}]}}}}
            """;
    private static final String DAEMON_SET =
            """
            {metadata: {name: agent, namespace: default},
             spec: {selector: {matchLabels: {app: agent}},
                    template: {metadata: {labels: {app: agent}},
                               spec: {tolerations: [{operator: Exists}],
                                      containers: [{name: agent, image: agent}]}}}}
            """;

    final SandboxServer server = new SandboxServer();
    final ServedCluster served = new ServedCluster(server);
    private final PrivateNetwork network = new PrivateNetwork();
    private final NodeAgents agents = NodeAgents.start(server.api.client("node-agents"), network, FAST);

    KubectlCluster() {
        agents.launched(machine(1));
        agents.launched(machine(2));
        await().until(() -> served.client.nodes().list().getItems().stream()
                        .filter(Readiness.getInstance()::isReady)
                        .count()
                == 2);
        served.client
                .resource(ServedCluster.manifest(DAEMON_SET, DaemonSet.class))
                .create();
        served.client
                .resource(ServedCluster.manifest(DEPLOYMENT, Deployment.class))
                .create();
        await().until(() -> ready("web") == REPLICAS && ready("agent") == 2);
    }

    /** Allows at most one pod of the Deployment to be away, or none. */
    void budget(int maxUnavailable) {
        PodDisruptionBudget budget = served.client
                .resource(ServedCluster.manifest(
                        """
                        {metadata: {name: web, namespace: default},
                         spec: {maxUnavailable: %d, selector: {matchLabels: {app: web}}}}
                        """
                                .formatted(maxUnavailable),
                        PodDisruptionBudget.class))
                .create();
        await().until(() -> {
            PodDisruptionBudget now =
                    Objects.requireNonNull(served.client.resource(budget).get());
            return now.getStatus() != null
                    && now.getStatus().getCurrentHealthy() == REPLICAS
                    && now.getStatus().getDisruptionsAllowed() == maxUnavailable;
        });
    }

    List<Pod> pods(String app) {
        return served.client.pods().withLabel("app", app).list().getItems();
    }

    List<Pod> podsOn(String node, String app) {
        return pods(app).stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .toList();
    }

    long ready(String app) {
        return pods(app).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(Readiness.getInstance()::isReady)
                .count();
    }

    @Override
    public void close() {
        agents.close();
        served.close();
        network.close();
    }

    private static Instance machine(int number) {
        return new Instance(
                "ocid1.instance.oc1.iad.m" + number,
                "oke-" + number,
                "ocid1.nodepool.oc1.iad.pool",
                "ocid1.compartment.oc1..shop",
                "10.0.10." + number,
                "Uocm:US-ASHBURN-AD-1",
                "FAULT-DOMAIN-1",
                "v1.32.1");
    }
}
