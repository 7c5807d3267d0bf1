package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the services Load Balancer and Network Load Balancer: their operations, their JSON, and what
 * they show of a change that is under way. The rest of their rules is the same.
 */
interface BalancingWire {
    /** The kind of resource in an OCID of a balancer. */
    String ocidType();

    /** The parameter of a path that has the balancer's OCID. */
    String idParameter();

    /** This service's operation that does what the one of Load Balancer does. */
    OciOperation operation(OciOperation ofLoadBalancer);

    /** What a work request that a call of that operation makes is called. */
    String workRequestType(OciOperation operation);

    /** Policies of backend sets; the first is the one of a set that names none. */
    List<String> policies();

    /** Protocols of listeners. */
    List<String> protocols();

    /** Answer to a listing of a balancer's parts. */
    OciAnswer list(OciCall call, List<?> all, int mostPerPage);

    /** Answer to a listing that comes in pages in both services. */
    OciAnswer page(OciCall call, List<?> all, int mostPerPage);

    /** Answer to a change. */
    OciAnswer accepted(WorkRequest workRequest);

    /** Refuses a change of a balancer whose state does not allow it, or which has another one under way. */
    void checkAccepts(LoadBalancerState balancer, List<WorkRequest> inFlight);

    /** Refuses a backend at once that the set has already; where it does not, the work request fails. */
    void checkNew(BackendSetState set, BackendState backend);

    /** A change of the balancer begins. */
    void begun(LoadBalancerState balancer);

    /** A change of the balancer has ended, well or not. */
    void ended(LoadBalancerState balancer, WorkRequest workRequest);

    Map<String, @Nullable Object> json(LoadBalancerState balancer, String compartmentId);

    Map<String, @Nullable Object> json(BackendSetState set);

    Map<String, @Nullable Object> json(BackendState backend);

    Map<String, @Nullable Object> json(WorkRequest workRequest, String compartmentId);

    /** Result of one health check. */
    Map<String, Object> json(LoadBalancerState balancer, HealthReports.Report report);

    /** Reads a set that is made. */
    BackendSetState created(String name, OciBody body);

    /** Reads an update of a set, which replaces the set. */
    BackendSetState updated(BackendSetState present, OciBody body);

    /** Reads a listener that is made. */
    ListenerState createdListener(String name, OciBody body);

    /** Reads an update of a listener. */
    ListenerState updatedListener(ListenerState present, OciBody body);

    /** Reads a backend that is made. */
    BackendState created(OciBody body);

    /** Reads an update of a backend. */
    BackendState updated(BackendState present, OciBody body);
}
