package io.github.evenkeel.preflight;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.drain.Permissions;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the world once. Changes nothing. */
public final class Observer {
    private final Settings settings;
    private final Retries retries;

    public Observer(Settings settings, Retries retries) {
        this.settings = settings;
        this.retries = retries;
    }

    /** @throws PlanRefusedException if something can't be read, and waiting won't help */
    public Observation observe() {
        try {
            requirePermissions();
            return look();
        } catch (ServiceException e) {
            if (e.passing()) {
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
        List<Finding> missing = Permissions.missing(settings.workloads(), settings.drainPolicy(), retries);
        if (!missing.isEmpty()) {
            throw new PlanRefusedException(missing);
        }
    }

    private Observation look() {
        ManagedCluster cluster = settings.cluster();
        Workloads workloads = settings.workloads();
        ClusterDescription description = retries.call("read cluster", cluster::describe);
        List<NodePool> pools = new PoolReading(settings, retries).read();
        Grouped<ClusterNode> nodes = Observation.byMachine(retries.call("read nodes", workloads::nodes));
        return new Observation(
                description,
                pools,
                retries.call("read operations of the cluster", cluster::operationsInFlight),
                new ImageChoice(settings, retries).images(pools),
                failedDeletions(pools),
                nodes,
                new Grouped<>(retries.call("read pods", workloads::pods), Pod::nodeName),
                new CoveringBudgets(retries.call("read disruption budgets", workloads::budgets)),
                retries.call("read DaemonSets", workloads::daemonSets).stream()
                        .map(DaemonSet::uid)
                        .collect(Collectors.toSet()),
                retries.call("read PersistentVolumes", workloads::localClaims),
                retries.call("read Services", workloads::serviceAddresses),
                balancers(Observation.addresses(pools, nodes)),
                Prober.unavailable(settings));
    }

    private Map<String, List<Operation>> failedDeletions(List<NodePool> pools) {
        Map<String, List<Operation>> failed = new HashMap<>();
        for (NodePool pool : pools) {
            if (settings.pools().includes(pool.id()) && Itinerary.isToBeUpdated(pool, settings)) {
                failed.put(
                        pool.id(),
                        retries.call("read failed deletions of node pool " + pool.id(), () -> settings.cluster()
                                .failedDeletions(pool.id())));
            }
        }
        return failed;
    }

    private List<BalancerView> balancers(Set<String> addresses) {
        return settings.loadBalancers().stream()
                .map(balancer -> view(balancer, addresses))
                .toList();
    }

    private BalancerView view(LoadBalancer balancer, Set<String> addresses) {
        LoadBalancerDescription description = retries.call("read load balancer " + balancer.id(), balancer::describe);
        Map<String, Map<String, BackendHealth>> unwell = new HashMap<>();
        for (BackendSet set : description.backendSets()) {
            if (set.backends().stream().anyMatch(backend -> addresses.contains(backend.address()))) {
                unwell.put(
                        set.name(),
                        retries.call("read health of backend set " + set.name(), () -> balancer.unwell(set.name())));
            }
        }
        return new BalancerView(
                balancer,
                description,
                unwell,
                retries.call("read operations of load balancer " + balancer.id(), balancer::operationsInFlight));
    }
}
