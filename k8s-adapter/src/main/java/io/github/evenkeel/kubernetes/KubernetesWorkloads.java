package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@link Workloads} on fabric8's Kubernetes client.
 *
 * <p>The caller provides the client with its address, credentials and HTTP client, and closes it when this object is no
 * longer used. Its settings for retries and timeouts do not apply: each request is sent once and has 30 seconds. The
 * run decides about retries.
 *
 * <p>Needs the permissions of the ClusterRole in {@code cluster-role.yaml}, beside this class, and a server that offers
 * policy/v1, as all do since Kubernetes 1.21. A drain that surges single replicas also needs those of
 * {@code surge-role.yaml}; a warning of deprecated APIs that are in use, that of {@code metrics-role.yaml}.
 *
 * <p>Safe for use by any thread.
 */
public final class KubernetesWorkloads implements Workloads {
    private static final Listing<io.fabric8.kubernetes.api.model.Pod, PodList> PODS =
            Listing.of(Permission.LIST_PODS, "api/v1/pods", PodList.class);
    private static final Listing<io.fabric8.kubernetes.api.model.apps.DaemonSet, DaemonSetList> DAEMON_SETS =
            Listing.of(Permission.LIST_DAEMON_SETS, "apis/apps/v1/daemonsets", DaemonSetList.class);
    private static final Listing<PodDisruptionBudget, PodDisruptionBudgetList> BUDGETS =
            Listing.of(Permission.LIST_BUDGETS, "apis/policy/v1/poddisruptionbudgets", PodDisruptionBudgetList.class);

    private final ApiServer server;
    private final Nodes nodes;
    private final Volumes volumes;
    private final CordonPatch cordon;
    private final ScaleDownPatch scaleDown;
    private final ExclusionPatch exclusion;
    private final TaintPatch taints;
    private final EvictionRequests evictions;
    private final Deployments deployments;

    private KubernetesWorkloads(ApiServer server) {
        this.server = server;
        this.nodes = new Nodes(server);
        this.volumes = new Volumes(server);
        NodePatch patch = new NodePatch(server);
        this.cordon = new CordonPatch(patch);
        this.scaleDown = new ScaleDownPatch(patch);
        this.exclusion = new ExclusionPatch(patch);
        this.taints = new TaintPatch(patch);
        this.evictions = new EvictionRequests(server);
        this.deployments = new Deployments(server, volumes);
    }

    /**
     * Creates the port for the cluster that the client is connected to. Makes no call.
     *
     * @param client of the caller, which closes it
     */
    public static KubernetesWorkloads of(KubernetesClient client) {
        return new KubernetesWorkloads(new ApiServer(Objects.requireNonNull(client, "client")));
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.of(server.address());
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is the header {@code Date} of a response.
     */
    @Override
    public Optional<Instant> time() {
        return server.send(ApiCall.read(Permission.LIST_NODES, "for the time", "api/v1/nodes?limit=1"))
                .date();
    }

    @Override
    public List<String> missingPermissions(Purpose purpose) {
        return new AccessReview(server).missing(purpose);
    }

    @Override
    public List<ClusterNode> nodes() {
        return nodes.all();
    }

    @Override
    public Optional<ClusterNode> node(String name) {
        return nodes.named(name);
    }

    @Override
    public Optional<ClusterNode> nodeOf(PoolNode member) {
        return nodes.of(member);
    }

    @Override
    public List<Pod> pods() {
        return read(PODS);
    }

    @Override
    public List<Pod> podsOn(String nodeName) {
        return read(PODS.where("on node " + nodeName, "fieldSelector", "spec.nodeName=" + nodeName));
    }

    @Override
    public List<DisruptionBudget> budgets() {
        try {
            return BUDGETS.read(server, budget -> Stream.of(BudgetMapping.map(budget)));
        } catch (ServiceException e) {
            throw PolicyApi.explained(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is the gauge {@code apiserver_requested_deprecated_apis} in the metrics of the API server, which it may
     * read with the role in {@code metrics-role.yaml}. Each API server of a control plane counts the requests that it
     * got.
     */
    @Override
    public Optional<List<DeprecatedApi>> deprecatedApis() {
        return new DeprecatedApis(server).read();
    }

    @Override
    public List<DaemonSet> daemonSets() {
        return DAEMON_SETS.read(
                server,
                set -> Stream.of(new DaemonSet(
                        set.getMetadata().getUid(),
                        set.getMetadata().getNamespace(),
                        set.getMetadata().getName())));
    }

    @Override
    public List<ServiceAddress> serviceAddresses() {
        return ServiceAddresses.read(server);
    }

    @Override
    public Set<String> localClaims() {
        return volumes.localClaims();
    }

    @Override
    public List<AttachedVolume> volumesAttachedTo(String nodeName) {
        return volumes.attachedTo(nodeName);
    }

    @Override
    public void cordon(ClusterNode node, String owner) {
        cordon.cordon(node, owner);
    }

    @Override
    public void uncordon(ClusterNode node) {
        cordon.uncordon(node);
    }

    @Override
    public Optional<String> uncordonCliCommand(String nodeName) {
        return CordonPatch.uncordonCommand(nodeName);
    }

    @Override
    public void disableScaleDown(ClusterNode node, String owner) {
        scaleDown.disable(node, owner);
    }

    @Override
    public void enableScaleDown(ClusterNode node) {
        scaleDown.enable(node);
    }

    @Override
    public void excludeFromLoadBalancers(ClusterNode node, String owner) {
        exclusion.exclude(node, owner);
    }

    @Override
    public void includeInLoadBalancers(ClusterNode node) {
        exclusion.include(node);
    }

    @Override
    public Optional<String> includeCliCommand(String nodeName) {
        return ExclusionPatch.includeCommand(nodeName);
    }

    @Override
    public void addTaint(ClusterNode node, Taint taint) {
        taints.add(node, taint);
    }

    @Override
    public void removeTaint(ClusterNode node, Taint taint) {
        taints.remove(node, taint);
    }

    @Override
    public Optional<String> removeTaintCliCommand(String nodeName, Taint taint) {
        return TaintPatch.removeCommand(nodeName, taint);
    }

    @Override
    public EvictionAnswer evict(Pod pod) {
        return evictions.evict(pod);
    }

    @Override
    public void delete(Pod pod) {
        evictions.delete(pod);
    }

    @Override
    public EvictionAnswer dryRunEviction(Pod pod) {
        return evictions.dryRun(pod);
    }

    @Override
    public List<Deployment> deploymentsOf(List<Pod> pods) {
        return deployments.of(pods);
    }

    @Override
    public List<Pod> servingPods(Deployment deployment) {
        return new ServingPods(server).of(deployment);
    }

    @Override
    public void restart(Deployment deployment, Pod leaving) {
        deployments.restart(deployment, leaving);
    }

    @Override
    public NodeWatch watchNode(String nodeName, Runnable onChange) {
        return KubernetesNodeWatch.open(server.client(), nodeName, onChange);
    }

    private List<Pod> read(Listing<io.fabric8.kubernetes.api.model.Pod, PodList> listing) {
        PodMapping mapping = new PodMapping();
        return listing.read(server, pod -> Stream.of(mapping.map(pod)));
    }
}
