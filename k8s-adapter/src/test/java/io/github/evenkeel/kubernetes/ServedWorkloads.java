package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A cluster that the adapter may use with the permissions of its ClusterRole and no others, and what an administrator
 * puts there.
 */
final class ServedWorkloads implements AutoCloseable {
    static final String USER = "evenkeel";
    static final String NODE = "10.0.10.2";
    static final String NAMESPACE = "default";

    final KubernetesClient administrator;
    final KubernetesWorkloads workloads;
    private final AtomicInteger addresses = new AtomicInteger();
    private final Server server;
    private final ClusterRole role = role("cluster-role.yaml");

    ServedWorkloads(Server server) {
        this.server = server;
        administrator = server.administrator();
        workloads = KubernetesWorkloads.of(server.client(USER));
        server.bind(USER, role);
        node(NODE);
    }

    /** Takes one of the permissions away that the ClusterRole grants. */
    void withhold(String verb, String resource) {
        role.getRules().stream()
                .filter(rule -> rule.getResources().contains(resource))
                .forEach(rule -> rule.getVerbs().remove(verb));
        role.getRules().removeIf(rule -> rule.getVerbs().isEmpty());
        server.bind(USER, role);
    }

    /** Gives one more permission than the ClusterRole grants, in the core group. */
    void grant(String verb, String resource) {
        role.getRules()
                .add(new PolicyRuleBuilder()
                        .withApiGroups("")
                        .withResources(resource)
                        .withVerbs(verb)
                        .build());
        server.bind(USER, role);
    }

    /** Gives the permission of {@code metrics-role.yaml}, too. */
    void grantMetrics() {
        role.getRules().addAll(role("metrics-role.yaml").getRules());
        server.bind(USER, role);
    }

    /** Gives the permissions of {@code surge-role.yaml}, too. */
    void grantSurges() {
        role.getRules().addAll(role("surge-role.yaml").getRules());
        server.bind(USER, role);
    }

    /**
     * Makes a node that is ready. The node lifecycle controller remembers nodes by name: without a heartbeat of its
     * own, one is taken for the last of that name, and for lost 50 seconds after the first.
     */
    void node(String name) {
        join(ready(name).build());
    }

    /** The same of an instance, with its name as its address. */
    void node(String name, String instanceId) {
        join(ready(name)
                .withNewSpec()
                .withProviderID(instanceId)
                .endSpec()
                .editStatus()
                .addNewAddress(name, "InternalIP")
                .endStatus()
                .build());
    }

    private void join(Node node) {
        String name = node.getMetadata().getName();
        administrator.resource(node).create();
        await().atMost(Duration.ofMinutes(1)).until(() -> server.isSettled(name));
    }

    private static NodeBuilder ready(String name) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withAllocatable(Map.of("cpu", new Quantity("4"), "pods", new Quantity("600")))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastHeartbeatTime(now)
                .withLastTransitionTime(now)
                .endCondition()
                .endStatus();
    }

    /** Makes a pod that is bound to a node and has not started yet. */
    void bound(String name, String node) {
        administrator
                .resource(unbound(NAMESPACE, name)
                        .editSpec()
                        .withNodeName(node)
                        .endSpec()
                        .build())
                .create();
    }

    private static PodBuilder unbound(String namespace, String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("web")
                .endContainer()
                .endSpec();
    }

    /** Makes a pod that runs on a node, and is ready. */
    Pod pod(String name, String node) {
        bound(name, node);
        return started(NAMESPACE, name, node);
    }

    /** The same with a grace of zero: it is gone as soon as it is deleted, with no kubelet to end it. */
    Pod briefPod(String name) {
        administrator
                .resource(unbound(NAMESPACE, name)
                        .editSpec()
                        .withNodeName(NODE)
                        .withTerminationGracePeriodSeconds(0L)
                        .endSpec()
                        .build())
                .create();
        return started(NAMESPACE, name, NODE);
    }

    /** Makes a pod of some owner that runs on {@link #NODE}, and is ready. */
    Pod ownedPod(String name, OwnerReference owner) {
        administrator
                .resource(unbound(NAMESPACE, name)
                        .editMetadata()
                        .withOwnerReferences(owner)
                        .endMetadata()
                        .editSpec()
                        .withNodeName(NODE)
                        .endSpec()
                        .build())
                .create();
        return started(NAMESPACE, name, NODE);
    }

    /** Makes a namespace, with a pod on {@link #NODE} that stays when it is deleted. */
    Pod podIn(String namespace) {
        administrator
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        administrator
                .resource(unbound(namespace, "held")
                        .editMetadata()
                        .addToFinalizers("example.com/hold")
                        .endMetadata()
                        .editSpec()
                        .withNodeName(NODE)
                        .endSpec()
                        .build())
                .create();
        return started(namespace, "held", NODE);
    }

    private Pod started(String namespace, String name, String node) {
        String address = "10.244.0." + addresses.incrementAndGet();
        administrator
                .pods()
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\":{\"phase\":\"Running\",\"podIP\":\"" + address + "\",\"podIPs\":[{\"ip\":\""
                                + address + "\"}],\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
        return workloads.podsOn(node).stream()
                .filter(pod -> pod.namespace().equals(namespace) && pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Makes a budget of all pods that {@link #pod} makes. */
    void budget(String name, int minAvailable) {
        budget(name, new IntOrString(minAvailable));
    }

    /** The same of a share of what their owners are to have, such as {@code 50%}. */
    void shareBudget(String name, String minAvailable) {
        budget(name, new IntOrString(minAvailable));
    }

    private void budget(String name, IntOrString minAvailable) {
        administrator
                .resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withMinAvailable(minAvailable)
                        .withNewSelector()
                        .addToMatchLabels("app", "web")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
    }

    /** Makes a budget of the same pods that lets one of them be away. */
    void roomyBudget(String name) {
        administrator
                .resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withMaxUnavailable(new IntOrString(1))
                        .withNewSelector()
                        .addToMatchLabels("app", "web")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
    }

    /** The node as the library sees it. */
    ClusterNode seen() {
        return workloads.node(NODE).orElseThrow();
    }

    /** The node as the administrator sees it. */
    Node stored() {
        return administrator.nodes().withName(NODE).get();
    }

    long calls(String request) {
        return server.calls(USER, request);
    }

    static ServiceException refused(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call);
    }

    @Override
    public void close() {
        server.close();
    }

    private static ClusterRole role(String file) {
        return new KubernetesSerialization()
                .unmarshal(
                        Objects.requireNonNull(KubernetesWorkloads.class.getResourceAsStream(file)), ClusterRole.class);
    }
}
