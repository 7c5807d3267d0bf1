package io.github.evenkeel.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.kubernetes.Edit;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Nodes and a Deployment under a budget of maxUnavailable 1, on a real control plane. */
final class RunningCluster implements AutoCloseable {
    private static final String USER = "evenkeel";
    private static final String AGENTS = "node-agents";
    static final Set<String> USERS = Set.of(USER, AGENTS);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String DEPLOYMENT =
            """
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: default},
             spec: {replicas: %d, selector: {matchLabels: {app: web}},
                    template: {metadata: {labels: {app: web}},
                               spec: {terminationGracePeriodSeconds: 1,
                                      containers: [{name: web, image: web}]}}}}
            """;
    private static final String PINNED =
            """
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: pinned, namespace: default},
             spec: {replicas: %d, selector: {matchLabels: {app: pinned}},
                    template: {metadata: {labels: {app: pinned}},
                               spec: {nodeName: %s, terminationGracePeriodSeconds: 1,
                                      containers: [{name: pinned, image: pinned}]}}}}
            """;
    private static final String BUDGET =
            """
            ---
            {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web, namespace: default},
             spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}}
            """;

    final KubernetesWorkloads workloads;
    private final ControlPlane controlPlane;
    private final KubernetesClient administrator;
    private final PrivateNetwork network = new PrivateNetwork();
    private final NodeAgents agents;

    /** @param podReady how long a pod takes to be ready */
    RunningCluster(ControlPlane controlPlane, int nodes, int replicas, Duration podReady) {
        this.controlPlane = controlPlane;
        administrator = controlPlane.administrator();
        controlPlane.clear();
        controlPlane.bind(
                USER,
                new KubernetesSerialization()
                        .unmarshal(
                                Objects.requireNonNull(
                                        KubernetesWorkloads.class.getResourceAsStream("cluster-role.yaml")),
                                ClusterRole.class));
        controlPlane.bind(AGENTS, NodeAgents.clusterRole());
        workloads = KubernetesWorkloads.of(controlPlane.client(USER));
        agents = NodeAgents.start(controlPlane.client(AGENTS), network, quick(podReady));
        IntStream.rangeClosed(1, nodes).forEach(number -> agents.launched(machine(number)));
        await().atMost(LIMIT).until(() -> readyNodes() == nodes);
        administrator
                .resource(unmarshal(DEPLOYMENT.formatted(replicas), Deployment.class))
                .create();
        administrator.resource(unmarshal(BUDGET, PodDisruptionBudget.class)).create();
        await().atMost(LIMIT).until(() -> ready().size() == replicas && disruptionsAllowed() == 1);
    }

    static String node(int number) {
        return "10.0.10." + number;
    }

    /** The pods of the Deployment that are ready and not on their way out. */
    List<Pod> ready() {
        return administrator.pods().withLabel("app", "web").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(Readiness.getInstance()::isReady)
                .toList();
    }

    int disruptionsAllowed() {
        PodDisruptionBudget budget = Objects.requireNonNull(administrator
                .policy()
                .v1()
                .podDisruptionBudget()
                .withName("web")
                .get());
        return budget.getStatus() == null || budget.getStatus().getDisruptionsAllowed() == null
                ? 0
                : budget.getStatus().getDisruptionsAllowed();
    }

    /** Has pods of a template that names a node, past the scheduler. */
    void pin(int replicas, String node) {
        administrator
                .resource(unmarshal(PINNED.formatted(replicas, node), Deployment.class))
                .create();
        await().atMost(LIMIT)
                .until(() -> administrator.pods().withLabel("app", "pinned").list().getItems().stream()
                                .filter(Readiness.getInstance()::isReady)
                                .count()
                        == replicas);
    }

    /** As another does. */
    void uncordon(String node) {
        Edit.of(administrator.nodes().withName(node), other -> other.edit()
                .editSpec()
                .withUnschedulable(null)
                .endSpec()
                .build());
    }

    void awaitReady(int replicas) {
        await().atMost(LIMIT).until(() -> ready().size() == replicas);
    }

    @Override
    public void close() {
        agents.close();
        network.close();
        controlPlane.clear();
    }

    private long readyNodes() {
        return administrator.nodes().list().getItems().stream()
                .filter(Readiness.getInstance()::isReady)
                .count();
    }

    private static NodeOptions quick(Duration podReady) {
        return NodeOptions.builder()
                .joinDelay(Duration.ofMillis(10))
                .readyDelay(Duration.ofMillis(10))
                .podReadyDelay(podReady)
                .podStopDelay(Duration.ofMillis(10))
                .build();
    }

    private static <T> T unmarshal(String yaml, Class<T> kind) {
        return new KubernetesSerialization().unmarshal(yaml, kind);
    }

    private static Instance machine(int number) {
        return new Instance(
                "ocid1.instance.oc1.iad.m" + number,
                "oke-" + number,
                "ocid1.nodepool.oc1.iad.pool",
                "ocid1.compartment.oc1..shop",
                node(number),
                "Uocm:US-ASHBURN-AD-1",
                "FAULT-DOMAIN-1",
                "v1.34.1");
    }
}
