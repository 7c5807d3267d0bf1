package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OciNetworkLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxBuilder;
import io.github.evenkeel.testkit.kubernetes.Edit;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.Timings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;

/** A small and quick sandbox of two nodes, a plan to roll it, and what can be said of it afterwards. */
final class Scene implements AutoCloseable {
    static final Timing QUICK = Timing.defaults()
            .withLoadBalancer(balancer -> balancer.withPropagation(Duration.ofMillis(300))
                    .withConnectionDrain(Duration.ofMillis(500))
                    .withHealthy(Duration.ofMinutes(1)))
            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(200))
                    .withEvictionRetry(Duration.ofMillis(300))
                    .withPods(Duration.ofSeconds(30)))
            .withReplacement(replacement -> replacement
                    .withSoak(Duration.ofMillis(200))
                    .withNode(Duration.ofSeconds(30))
                    .withNodeError(Duration.ofSeconds(2)))
            .withCalls(calls -> calls.withPoll(Duration.ofMillis(50))
                    .withBackoff(Duration.ofMillis(50))
                    .withProbeInterval(Duration.ofMillis(300))
                    .withPatience(Duration.ofSeconds(30)));
    static final NodeOptions MACHINES = NodeOptions.builder()
            .joinDelay(Duration.ofMillis(150))
            .readyDelay(Duration.ofMillis(100))
            .podReadyDelay(Duration.ofMillis(100))
            .podStopDelay(Duration.ofMillis(50))
            .removalDelay(Duration.ofMillis(100))
            .build();
    private static final Timings SERVICES = Timings.quick()
            .controlPlaneUpgrade(Duration.ofMillis(200))
            .nodePoolUpdate(Duration.ofMillis(100))
            .nodeTermination(Duration.ofMillis(200))
            .nodeLaunch(Duration.ofMillis(200))
            .loadBalancerChange(Duration.ofMillis(60))
            .askAgainAfter(Duration.ZERO);

    final Sandbox sandbox;

    private Scene(Sandbox sandbox) {
        this.sandbox = sandbox;
        // What the adapter's own role grants must be enough for all of it.
        sandbox.allow(role());
        sandbox.resetCalls();
    }

    /** The adapter's own. */
    ClusterRole role() {
        try (InputStream role =
                Objects.requireNonNull(KubernetesWorkloads.class.getResourceAsStream("cluster-role.yaml"))) {
            return sandbox.administrator().rbac().clusterRoles().load(role).item();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scene open() {
        return open(UnaryOperator.identity());
    }

    static Scene open(UnaryOperator<SandboxBuilder> description) {
        return new Scene(description
                .apply(Sandbox.builder()
                        .nodes(2)
                        .manifests(manifests())
                        .machines(MACHINES)
                        .oci(oci -> oci.timings(SERVICES)))
                .start());
    }

    /** Gives up soon at the step that never comes to its end, and takes its time for those before. */
    static Timing impatientAt(Step step) {
        return switch (step.id()) {
            case "EVICT" -> QUICK.withDrain(drain -> drain.withPods(Duration.ofSeconds(4)));
            case "AWAIT_REPLACEMENT" -> QUICK.withReplacement(nodes -> nodes.withNode(Duration.ofSeconds(5)));
            case "AWAIT_HEALTH" -> QUICK.withLoadBalancer(balancer -> balancer.withHealthy(Duration.ofSeconds(3)));
            default -> QUICK;
        };
    }

    UpgradePlan plan() {
        return plan(sandbox.clusterId(), sandbox.loadBalancerId());
    }

    UpgradePlan plan(String clusterId, String loadBalancerId) {
        return plan(clusterId, loadBalancerId, "v1.32.1");
    }

    UpgradePlan planTo(String version) {
        return plan(sandbox.clusterId(), sandbox.loadBalancerId(), version);
    }

    private UpgradePlan plan(String clusterId, String loadBalancerId, String version) {
        return planWithoutVersion(clusterId, loadBalancerId).toVersion(version);
    }

    /** Rolls what lags behind, or what is added to the plan. */
    UpgradePlan planWithoutVersion() {
        return planWithoutVersion(sandbox.clusterId(), sandbox.loadBalancerId());
    }

    private UpgradePlan planWithoutVersion(String clusterId, String loadBalancerId) {
        return UpgradePlan.forCluster(
                        OkeCluster.of(sandbox.containerEngine(), clusterId),
                        KubernetesWorkloads.of(sandbox.kubernetes()))
                .withLoadBalancer(balancer(loadBalancerId))
                .withTiming(QUICK);
    }

    private LoadBalancer balancer(String id) {
        return sandbox.oci().networkLoadBalancerIds().contains(id)
                ? OciNetworkLoadBalancer.of(sandbox.networkLoadBalancer(), id)
                : OciLoadBalancer.of(sandbox.loadBalancer(), id);
    }

    UpgradePlan probing() {
        return plan().withProbe(HttpProbe.of(sandbox.trafficUrl().toString()));
    }

    /** Rolls and expects that it completes. */
    UpgradeReport rolls(UpgradePlan plan) throws InterruptedException {
        try (Upgrade upgrade = plan.rollNodes()) {
            return upgrade.await();
        }
    }

    /** Rolls and expects that it stops. */
    <E extends EvenkeelException> E stops(UpgradePlan plan, Class<E> how) {
        return Assertions.catchThrowableOfType(how, () -> rolls(plan));
    }

    /**
     * Rolls and expects that the preflight refuses, that preview says the same and lists no step, and that nothing was
     * touched.
     */
    void refuses(UpgradePlan plan, String... words) {
        Preview preview = plan.preview();
        assertThat(preview.blockers())
                .anySatisfy(finding -> assertThat(finding.toString()).contains(words));
        assertThat(preview.steps()).isEmpty();
        assertThat(stops(plan, PlanRefusedException.class)).hasMessageContainingAll(words);
        assertThat(changes()).isEmpty();
    }

    /** The calls so far that change something. */
    List<String> changes() {
        return List.of(sandbox.ociCalls(), sandbox.kubernetesCalls()).stream()
                .map(Map::keySet)
                .flatMap(Collection::stream)
                .filter(call -> call.matches("(Update|Delete|Create|Put).*|(patch|create|update|delete) .*"))
                .filter(call -> !call.contains("selfsubjectaccessreviews"))
                .toList();
    }

    /** Nodes that take pods and backends that take requests, all of them. */
    void isOpen() {
        assertThat(cordoned()).isEmpty();
        assertThat(backends()).noneMatch(BackendState::drain);
    }

    List<String> cordoned() {
        return nodes().stream()
                .filter(node -> Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .map(node -> node.getMetadata().getName())
                .toList();
    }

    /** A node that has a pod of the ingress. */
    String nodeOfIngress() {
        return sandbox.administrator()
                .pods()
                .inNamespace("default")
                .withLabel("app", "ingress")
                .list()
                .getItems()
                .get(0)
                .getSpec()
                .getNodeName();
    }

    /** Cordons a node as another client does. */
    void cordonByHand(String node) {
        Edit.of(sandbox.administrator().nodes().withName(node), other -> other.edit()
                .editSpec()
                .withUnschedulable(true)
                .endSpec()
                .build());
    }

    /** Lets pods onto a node again as another does. */
    void uncordonCliCommand(String node) {
        Edit.of(sandbox.administrator().nodes().withName(node), other -> other.edit()
                .editSpec()
                .withUnschedulable(null)
                .endSpec()
                .build());
    }

    /** Waits for so many ready pods of an application. */
    void awaitPods(String app, int pods) {
        await().until(() ->
                sandbox.administrator().pods().inNamespace("default").withLabel("app", app).list().getItems().stream()
                                .filter(Readiness::isPodReady)
                                .count()
                        >= pods);
    }

    /** Deletes the budget of the ingress. */
    void withoutBudgets() {
        sandbox.administrator()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace("default")
                .delete();
    }

    /** Waits until a pod is ready, and each budget that covers it has counted it. */
    void awaitReady(String pod) {
        await().until(() ->
                sandbox
                        .administrator()
                        .policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace("default")
                        .list()
                        .getItems()
                        .stream()
                        .filter(budget -> pod.equals(
                                budget.getSpec().getSelector().getMatchLabels().get("app")))
                        .allMatch(budget -> budget.getStatus() != null
                                && Objects.requireNonNullElse(budget.getStatus().getCurrentHealthy(), 0) > 0));
    }

    /** Names of the nodes by their kubelet's version. */
    List<String> versions() {
        return nodes().stream()
                .map(node -> node.getStatus().getNodeInfo().getKubeletVersion())
                .sorted()
                .toList();
    }

    List<BackendState> backends() {
        return sandbox.oci().backends(sandbox.loadBalancerId(), sandbox.backendSet());
    }

    /** Applies a manifest as another client does. */
    void apply(String yaml) {
        sandbox.administrator()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> sandbox.administrator().resource(item).create());
    }

    private List<Node> nodes() {
        return sandbox.administrator().nodes().list().getItems();
    }

    static String manifests() {
        try (InputStream yaml = Objects.requireNonNull(Scene.class.getResourceAsStream("ingress.yaml"))) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
