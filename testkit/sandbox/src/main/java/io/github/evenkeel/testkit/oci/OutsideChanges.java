package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes by other clients: another user, a controller, the service itself. They take effect at once, without a work
 * request, and give the resource a new revision. Thread-safe.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the resource does not exist.
 */
public final class OutsideChanges {
    private final Tenancy tenancy;
    private final ContainerEngineState engine;
    private final Balancers balancers;
    private final NodeProvisioning provisioning;

    OutsideChanges(Tenancy tenancy, ContainerEngineState engine, Balancers balancers, NodeProvisioning provisioning) {
        this.tenancy = tenancy;
        this.engine = engine;
        this.balancers = balancers;
        this.provisioning = provisioning;
    }

    /** Sets the cluster's state, such as {@code FAILED}; while it is not {@code ACTIVE} it takes no changes. */
    public void clusterLifecycle(String state) {
        locked(() -> engine.cluster().lifecycle(state));
    }

    /**
     * Installs an add-on, such as {@code CoreDNS}.
     *
     * @param version at which it is kept; null if the service updates it
     */
    public void addOn(String name, @Nullable String version) {
        locked(() -> engine.addOns().install(name, version));
    }

    /**
     * Has the service offer a version of an add-on.
     *
     * @param least oldest version of Kubernetes that it is for
     * @param most newest one
     */
    public void addOnVersion(String name, String version, KubernetesVersion least, KubernetesVersion most) {
        locked(() -> engine.addOns().offer(name, version, least, most));
    }

    /** Sets a node pool's state, such as {@code UPDATING}. */
    public void nodePoolLifecycle(String nodePoolId, String state) {
        locked(() -> pool(nodePoolId).lifecycle(state));
    }

    /** Sets the state of a load balancer or network load balancer, such as {@code FAILED}. */
    public void loadBalancerLifecycle(String loadBalancerId, String state) {
        locked(() -> balancer(loadBalancerId).lifecycle(state));
    }

    /** Sets the size of a pool; nodes are launched or ended to match, in the time that takes. */
    public void nodePoolSize(String nodePoolId, int size) {
        locked(() -> {
            NodePoolState pool = pool(nodePoolId);
            pool.size(size);
            provisioning.reconcile(pool, failure -> {});
        });
    }

    /** Puts a backend into a set, in place of the one with the same address and port if it is there. */
    public void backend(String loadBalancerId, String backendSet, BackendState backend) {
        locked(() -> balancer(loadBalancerId)
                .change(
                        backendSet,
                        set -> set.backend(backend.name()).isPresent() ? set.replacing(backend) : set.adding(backend)));
    }

    /** Has a set keep clients at their backend. */
    public void stickySessions(String loadBalancerId, String backendSet, StickySessions sessions) {
        locked(() -> balancer(loadBalancerId).change(backendSet, set -> set.with(sessions)));
    }

    /** Takes a backend out of a set. */
    public void removeBackend(String loadBalancerId, String backendSet, String backend) {
        locked(() -> balancer(loadBalancerId).change(backendSet, set -> set.removing(backend)));
    }

    /**
     * Starts a work request that goes on until {@link #endWorkRequest}; until then its resource takes no changes.
     *
     * @param resourceId OCID of the cluster, of a node pool, of a load balancer or of a network load balancer
     * @return the OCID of the work request
     */
    public String startWorkRequest(String resourceId) {
        synchronized (tenancy) {
            WorkRequest request;
            Optional<LoadBalancingState> balancing = balancers.serviceOf(resourceId);
            if (balancing.isPresent()) {
                BalancingWire wire = balancing.get().wire();
                wire.begun(balancers.get(resourceId));
                request = balancing
                        .get()
                        .workRequests()
                        .open(
                                wire.workRequestType(wire.operation(OciOperation.UPDATE_BACKEND_SET)),
                                wire.ocidType(),
                                resourceId);
            } else if (engine.findPool(resourceId).isPresent()) {
                request = engine.workRequests().open("NODEPOOL_UPDATE", "nodepool", resourceId);
            } else if (engine.cluster().id().equals(resourceId)) {
                request = engine.workRequests().open("CLUSTER_UPDATE", "cluster", resourceId);
            } else {
                throw new IllegalArgumentException("there is no cluster, node pool or load balancer " + resourceId);
            }
            request.start();
            return request.id();
        }
    }

    /** Ends a work request with success. */
    public void endWorkRequest(String workRequestId) {
        locked(() -> {
            Optional<LoadBalancingState> balancing = balancers.serviceOfWorkRequest(workRequestId);
            WorkRequest request = balancing
                    .map(LoadBalancingState::workRequests)
                    .orElse(engine.workRequests())
                    .get(workRequestId);
            request.succeed();
            balancing.ifPresent(service -> service.wire().ended(balancer(request.resourceId()), request));
        });
    }

    private void locked(Runnable change) {
        synchronized (tenancy) {
            try {
                change.run();
            } catch (Refusal refusal) {
                throw new IllegalArgumentException(refusal.text(), refusal);
            }
        }
    }

    private NodePoolState pool(String id) {
        return engine.pool(id);
    }

    private LoadBalancerState balancer(String id) {
        return balancers.find(id).orElseThrow(() -> Refusal.notFound("load balancer " + id));
    }
}
