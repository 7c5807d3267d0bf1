package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** State of Container Engine: one cluster and its pools. Guarded by the {@link Tenancy}. */
final class ContainerEngineState {
    private final ClusterState cluster;
    private final NodeImages images;
    private final AddOnCatalogue addOns = new AddOnCatalogue();
    private final WorkRequests workRequests;
    private final Map<String, NodePoolState> pools = new LinkedHashMap<>();

    ContainerEngineState(Tenancy tenancy, ClusterState cluster, NodeImages images) {
        this.cluster = cluster;
        this.images = images;
        this.workRequests = new WorkRequests(tenancy, "clustersworkrequest", "InternalError");
    }

    ClusterState cluster() {
        return cluster;
    }

    NodeImages images() {
        return images;
    }

    AddOnCatalogue addOns() {
        return addOns;
    }

    WorkRequests workRequests() {
        return workRequests;
    }

    List<NodePoolState> pools() {
        return List.copyOf(pools.values());
    }

    void add(NodePoolState pool) {
        pools.put(pool.id(), pool);
    }

    Optional<NodePoolState> findPool(String id) {
        return Optional.ofNullable(pools.get(id));
    }

    NodePoolState pool(String id) {
        return findPool(id).orElseThrow(() -> Refusal.notFound("node pool " + id));
    }

    /** Where a cluster or a pool lies. */
    String compartmentOf(String resourceId, String compartmentOfCluster) {
        return findPool(resourceId).map(NodePoolState::compartmentId).orElse(compartmentOfCluster);
    }

    ClusterState cluster(String id) {
        if (!id.equals(cluster.id())) {
            throw Refusal.notFound("cluster " + id);
        }
        return cluster;
    }

    /** Refuses a change of the cluster, or of one of its pools, while the cluster is busy or broken. */
    void checkClusterTakesChanges() {
        checkTakesChanges("cluster", cluster.id(), cluster.lifecycle());
    }

    /** Refuses a change of a pool that is busy or broken. One that lacks a node takes changes, to help it. */
    void checkTakesChanges(NodePoolState pool) {
        checkClusterTakesChanges();
        if (!pool.lifecycle().equals("NEEDS_ATTENTION")) {
            checkTakesChanges("node pool", pool.id(), pool.lifecycle());
        }
    }

    /**
     * Refuses the deletion of a node while the cluster is busy or broken, or its pool is busy with anything but other
     * deletions: of these the service does several at once.
     */
    void checkTakesDeletion(NodePoolState pool, String nodeId) {
        List<WorkRequest> inFlight = workRequests.inFlight(pool.id());
        if (inFlight.stream().anyMatch(request -> nodeId.equals(request.nodeId()))) {
            throw Refusal.incorrectState("node " + nodeId + " is being deleted already");
        }
        checkClusterTakesChanges();
        inFlight.stream()
                .filter(request -> request.nodeId() == null)
                .findFirst()
                .ifPresent(request -> {
                    throw busy("node pool", pool.id(), request);
                });
        if (inFlight.isEmpty()) {
            checkTakesChanges(pool);
        }
    }

    private void checkTakesChanges(String what, String id, String lifecycle) {
        if (!lifecycle.equals("ACTIVE")) {
            throw Refusal.incorrectState(what + " " + id + " is " + lifecycle + "; it must be ACTIVE");
        }
        workRequests.inFlight(id).stream().findFirst().ifPresent(request -> {
            throw busy(what, id, request);
        });
    }

    private static Refusal busy(String what, String id, WorkRequest request) {
        return Refusal.incorrectState(what + " " + id + " has work request " + request.id() + " in progress");
    }
}
