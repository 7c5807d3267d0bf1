package io.github.evenkeel.benchmarks;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Places the pods of a workload for a drain: a given number on each node, all ready. */
final class Placement {
    static final String NAMESPACE = "default";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String DEPLOYMENT =
            """
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s},
             spec: {replicas: %2$d, selector: {matchLabels: {app: %1$s}},
                    template: {metadata: {labels: {app: %1$s},
                                          annotations: {testkit.evenkeel.io/ready-after: %3$s}},
                               spec: {terminationGracePeriodSeconds: 1,
                                      containers: [{name: %1$s, image: %1$s}]}}}}
            """;
    private static final String BUDGET =
            """
            ---
            {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: %1$s},
             spec: {maxUnavailable: %2$s, selector: {matchLabels: {app: %1$s}}}}
            """;

    private final KubernetesClient client;
    private final List<String> nodes;
    private final Workload workload;
    private final List<String> apps;

    /** @param nodes the first is the one that is drained */
    Placement(KubernetesClient client, List<String> nodes, Workload workload) {
        this.client = client;
        this.nodes = nodes;
        this.workload = workload;
        this.apps = IntStream.range(0, workload.protection().deployments())
                .mapToObj(number -> "app-" + number)
                .toList();
    }

    /** Takes away what other workloads have left, and makes this one. */
    void make() {
        int elsewhere = workload.pods() * (nodes.size() - 1);
        clear();
        open(false);
        apps.forEach(app -> create(DEPLOYMENT.formatted(
                app,
                workload.replicas() - workload.podsOnNode(),
                workload.ready().toString())));
        if (workload.protection().exists()) {
            apps.forEach(app -> create(BUDGET.formatted(app, Serialization.asJson(maxUnavailable()))));
        }
        await().atMost(LIMIT).until(() -> ready(pods()) == elsewhere);
        open(true);
        apps.forEach(app -> client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(app)
                .patch(MERGE, "{\"spec\":{\"replicas\":" + workload.replicas() + "}}"));
        settle();
    }

    /** After a drain: has as many pods as left the node come back to it. */
    void putBack() {
        open(true);
        for (String app : apps) {
            pods().stream()
                    .filter(pod -> app.equals(pod.getMetadata().getLabels().get("app")))
                    .sorted((one, other) -> one.getMetadata()
                            .getName()
                            .compareTo(other.getMetadata().getName()))
                    .limit(workload.podsOnNode())
                    .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
        }
        settle();
    }

    /** How many pods the node has that was drained. */
    long leftOnNode() {
        return pods().stream().filter(this::onDrained).count();
    }

    private void settle() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            List<Pod> pods = pods();
            return pods.size() == workload.replicas() * apps.size() && ready(pods) == pods.size();
        });
        if (leftOnNode() != workload.pods()) {
            throw new IllegalStateException("node " + nodes.get(0) + " has " + leftOnNode()
                    + " pods; needed to measure are " + workload.pods());
        }
        nodes.forEach(node -> schedulable(node, true));
        await().atMost(LIMIT).until(this::calm);
    }

    /** Whether budgets have been counted and no node has a taint. */
    private boolean calm() {
        List<PodDisruptionBudget> budgets = client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
        int allowed = workload.protection().allowed(workload.replicas());
        return budgets.stream()
                        .allMatch(budget -> budget.getStatus() != null
                                && Integer.valueOf(allowed)
                                        .equals(budget.getStatus().getDisruptionsAllowed()))
                && client.nodes().list().getItems().stream()
                        .allMatch(node -> node.getSpec().getTaints().isEmpty());
    }

    /** Has new pods go to the node that is drained alone, or to all others. */
    private void open(boolean drained) {
        nodes.forEach(node -> schedulable(node, node.equals(nodes.get(0)) == drained));
        await().atMost(LIMIT)
                .until(() -> client.nodes().list().getItems().stream().allMatch(this::tainted));
    }

    private boolean tainted(Node node) {
        return Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                != node.getSpec().getTaints().isEmpty();
    }

    private void schedulable(String node, boolean wanted) {
        client.nodes()
                .withName(node)
                .patch(
                        MERGE,
                        "{\"metadata\":{\"annotations\":{\"evenkeel.io/cordoned-by\":null}},\"spec\":{\"unschedulable\":"
                                + (wanted ? "null" : "true") + "}}");
    }

    private Object maxUnavailable() {
        String value = workload.protection().maxUnavailable();
        return value.endsWith("%") ? value : Integer.valueOf(value);
    }

    private void clear() {
        client.policy().v1().podDisruptionBudget().inNamespace(NAMESPACE).delete();
        client.apps().deployments().inNamespace(NAMESPACE).delete();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> pods().isEmpty());
    }

    private void create(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(NAMESPACE)
                .create();
    }

    private boolean onDrained(Pod pod) {
        return nodes.get(0).equals(pod.getSpec().getNodeName());
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    private static long ready(List<Pod> pods) {
        return pods.stream().filter(Readiness.getInstance()::isReady).count();
    }
}
