package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.drain.DeploymentLookup;
import io.github.evenkeel.drain.Permissions;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a snapshot of all states. Changes nothing. */
public final class SnapshotReader {
    private final PlanSpec spec;
    private final Retries retries;

    public SnapshotReader(PlanSpec spec, Retries retries) {
        this.spec = spec;
        this.retries = retries;
    }

    /** @throws PlanRefusedException if something can't be read, and waiting won't help */
    public ClusterSnapshot observe() {
        try {
            requirePermissions();
            return look();
        } catch (ServiceException e) {
            if (e.isRetryable()) {
                throw e;
            }
            throw new PlanRefusedException(List.of(Finding.blocker(
                    e.operation(),
                    e.outcome() + ": " + e.reason()
                            + e.requestId().map(id -> " (request " + id + ")").orElse(""),
                    "an answer",
                    "check the identifier and the permissions of the client that the plan was given")));
        }
    }

    private void requirePermissions() {
        List<Finding> missing = Permissions.missing(spec.workloads(), spec.drainPolicy(), retries);
        if (!missing.isEmpty()) {
            throw new PlanRefusedException(missing);
        }
    }

    private ClusterSnapshot look() {
        ManagedCluster cluster = spec.cluster();
        Workloads workloads = spec.workloads();
        ClusterDescription description = retries.call("read cluster", cluster::describe);
        List<NodePool> pools = new PoolReading(spec, retries).read();
        Index<ClusterNode> nodes = ClusterSnapshot.byMachine(retries.call("read nodes", workloads::nodes));
        Map<String, NodeImage> images = new ImageChoice(spec, retries).images(pools);
        List<Pod> pods = retries.call("read pods", workloads::pods);
        return new ClusterSnapshot(
                description,
                pools,
                retries.call("read operations of the cluster", cluster::operationsInFlight),
                images,
                failedDeletions(pools, images),
                nodes,
                new Index<>(pods, pod -> pod.nodeName().orElse(null)),
                new CoveringBudgets(retries.call("read disruption budgets", workloads::budgets)),
                retries.call("read DaemonSets", workloads::daemonSets).stream()
                        .map(DaemonSet::uid)
                        .collect(Collectors.toSet()),
                new DeploymentLookup(
                                workloads,
                                spec.drainPolicy(),
                                retries,
                                spec.continuity().ownPod())
                        .read(pods),
                retries.call("read PersistentVolumes", workloads::localClaims),
                retries.call("read Services", workloads::serviceAddresses),
                balancers(ClusterSnapshot.addresses(pools, nodes)),
                Prober.unavailable(spec),
                spec.pools().changes().rollback().isPresent()
                        ? retries.call("read versions of nodes", cluster::nodeVersions)
                        : List.of(),
                spec.needsAges() ? retries.call("read the time of the server", workloads::time) : Optional.empty(),
                UpgradeFacts.read(spec, description),
                Inventory.read(spec, retries));
    }

    private Map<String, List<Operation>> failedDeletions(List<NodePool> pools, Map<String, NodeImage> images) {
        Map<String, List<Operation>> failed = new HashMap<>();
        for (NodePool pool : pools) {
            if (spec.includes(pool.id()) && mayBeChanged(pool, images)) {
                failed.put(
                        pool.id(), retries.call("read failed deletions of node pool " + pool.id(), () -> spec.cluster()
                                .failedDeletions(pool.id())));
            }
        }
        return failed;
    }

    /** A surge changes the size of a pool. */
    private boolean mayBeChanged(NodePool pool, Map<String, NodeImage> images) {
        return PoolChange.isToBeUpdated(pool, spec, images)
                || !spec.rollout().maxSurge().isZero();
    }

    private List<BalancerView> balancers(Set<String> addresses) {
        return spec.loadBalancers().stream()
                .map(balancer -> view(balancer, addresses))
                .toList();
    }

    private BalancerView view(LoadBalancer balancer, Set<String> addresses) {
        LoadBalancerDescription description = retries.call("read load balancer " + balancer.id(), balancer::describe);
        Map<String, Map<String, BackendHealth>> unhealthyBackends = new HashMap<>();
        for (BackendSet set : description.backendSets()) {
            if (set.backends().stream().anyMatch(backend -> addresses.contains(backend.address()))) {
                unhealthyBackends.put(
                        set.name(),
                        retries.call(
                                "read health of backend set " + set.name(),
                                () -> balancer.unhealthyBackends(set.name())));
            }
        }
        return new BalancerView(
                balancer,
                description,
                unhealthyBackends,
                retries.call("read operations of load balancer " + balancer.id(), balancer::operationsInFlight));
    }
}
