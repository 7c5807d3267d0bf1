package io.github.evenkeel.testkit.oci;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations that the emulator serves: reads of Compute and Networking under {@code /20160918}, and the operations
 * of Container Engine under {@code /20180222}, of Load Balancer under {@code /20170115} and of Network Load Balancer
 * under {@code /20200501}, as listed in the <a href="https://docs.oracle.com/iaas/api/">API reference</a>.
 */
public enum OciOperation {
    /** Container Engine: lists the clusters of a compartment. */
    LIST_CLUSTERS("GET", "/20180222/clusters"),
    /** Container Engine: reads a cluster. */
    GET_CLUSTER("GET", "/20180222/clusters/{clusterId}"),
    /** Container Engine: changes a cluster, such as the version of its control plane. */
    UPDATE_CLUSTER("PUT", "/20180222/clusters/{clusterId}"),
    /** Container Engine: tells which versions of Kubernetes there are. */
    GET_CLUSTER_OPTIONS("GET", "/20180222/clusterOptions/{clusterOptionId}"),
    /** Container Engine: lists the add-ons of a cluster. */
    LIST_ADDONS("GET", "/20180222/clusters/{clusterId}/addons"),
    /** Container Engine: lists the add-ons that there are for a version of Kubernetes. */
    LIST_ADDON_OPTIONS("GET", "/20180222/addonOptions"),
    /** Container Engine: lists node pools, without their nodes. */
    LIST_NODE_POOLS("GET", "/20180222/nodePools"),
    /** Container Engine: reads a node pool with its nodes. */
    GET_NODE_POOL("GET", "/20180222/nodePools/{nodePoolId}"),
    /** Container Engine: changes what new nodes of a pool are like, or how many there are. */
    UPDATE_NODE_POOL("PUT", "/20180222/nodePools/{nodePoolId}"),
    /** Container Engine: ends a node, which the pool replaces unless it is told to shrink. */
    DELETE_NODE("DELETE", "/20180222/nodePools/{nodePoolId}/node/{nodeId}"),
    /** Container Engine: tells which images, shapes and versions nodes can have. */
    GET_NODE_POOL_OPTIONS("GET", "/20180222/nodePoolOptions/{nodePoolOptionId}"),
    /** Container Engine: lists work requests. */
    LIST_WORK_REQUESTS("GET", "/20180222/workRequests"),
    /** Container Engine: reads a work request. */
    GET_WORK_REQUEST("GET", "/20180222/workRequests/{workRequestId}"),
    /** Container Engine: tells what went wrong in a work request. */
    LIST_WORK_REQUEST_ERRORS("GET", "/20180222/workRequests/{workRequestId}/errors"),
    /** Container Engine: tells what a work request has done so far. */
    LIST_WORK_REQUEST_LOGS("GET", "/20180222/workRequests/{workRequestId}/logs"),

    /** Compute: reads an instance. */
    GET_INSTANCE("GET", "/20160918/instances/{instanceId}"),
    /** Compute: lists the network interfaces of an instance. */
    LIST_VNIC_ATTACHMENTS("GET", "/20160918/vnicAttachments"),
    /** Networking: reads a network interface. */
    GET_VNIC("GET", "/20160918/vnics/{vnicId}"),
    /** Networking: reads a subnet. */
    GET_SUBNET("GET", "/20160918/subnets/{subnetId}"),
    /** Load Balancer: lists the load balancers of a compartment. */
    LIST_LOAD_BALANCERS("GET", "/20170115/loadBalancers"),
    /** Load Balancer: makes a load balancer. */
    CREATE_LOAD_BALANCER("POST", "/20170115/loadBalancers"),
    /** Load Balancer: takes a load balancer away. */
    DELETE_LOAD_BALANCER("DELETE", "/20170115/loadBalancers/{loadBalancerId}"),
    /** Load Balancer: makes a listener. */
    CREATE_LISTENER("POST", "/20170115/loadBalancers/{loadBalancerId}/listeners"),
    /** Load Balancer: replaces the settings of a listener by what is sent. */
    UPDATE_LISTENER("PUT", "/20170115/loadBalancers/{loadBalancerId}/listeners/{listenerName}"),
    /** Load Balancer: takes a listener away. */
    DELETE_LISTENER("DELETE", "/20170115/loadBalancers/{loadBalancerId}/listeners/{listenerName}"),
    /** Load Balancer: reads a load balancer with all that is in it. */
    GET_LOAD_BALANCER("GET", "/20170115/loadBalancers/{loadBalancerId}"),
    /** Load Balancer: tells how its backend sets are. */
    GET_LOAD_BALANCER_HEALTH("GET", "/20170115/loadBalancers/{loadBalancerId}/health"),
    /** Load Balancer: lists backend sets. */
    LIST_BACKEND_SETS("GET", "/20170115/loadBalancers/{loadBalancerId}/backendSets"),
    /** Load Balancer: makes a backend set. */
    CREATE_BACKEND_SET("POST", "/20170115/loadBalancers/{loadBalancerId}/backendSets"),
    /** Load Balancer: reads a backend set. */
    GET_BACKEND_SET("GET", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}"),
    /** Load Balancer: replaces a backend set by what is sent. */
    UPDATE_BACKEND_SET("PUT", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}"),
    /** Load Balancer: takes a backend set away. */
    DELETE_BACKEND_SET("DELETE", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}"),
    /** Load Balancer: tells how the backends of a set are. */
    GET_BACKEND_SET_HEALTH("GET", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/health"),
    /** Load Balancer: lists the backends of a set. */
    LIST_BACKENDS("GET", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/backends"),
    /** Load Balancer: adds a backend to a set. */
    CREATE_BACKEND("POST", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/backends"),
    /** Load Balancer: reads a backend. */
    GET_BACKEND("GET", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/backends/{backendName}"),
    /** Load Balancer: replaces the settings of a backend by what is sent. */
    UPDATE_BACKEND(
            "PUT", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/backends/{backendName}"),
    /** Load Balancer: takes a backend out of a set. */
    DELETE_BACKEND(
            "DELETE", "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/backends/{backendName}"),
    /** Load Balancer: tells how a backend is. */
    GET_BACKEND_HEALTH(
            "GET",
            "/20170115/loadBalancers/{loadBalancerId}/backendSets/{backendSetName}/backends/{backendName}/health"),
    /** Load Balancer's own {@code ListWorkRequests}. */
    LIST_LOAD_BALANCER_WORK_REQUESTS("GET", "/20170115/loadBalancers/{loadBalancerId}/workRequests"),
    /** Load Balancer's own {@code GetWorkRequest}. */
    GET_LOAD_BALANCER_WORK_REQUEST("GET", "/20170115/loadBalancerWorkRequests/{workRequestId}"),

    /** Network Load Balancer: lists the network load balancers of a compartment. */
    LIST_NETWORK_LOAD_BALANCERS("GET", "/20200501/networkLoadBalancers"),
    /** Network Load Balancer: makes a network load balancer. */
    CREATE_NETWORK_LOAD_BALANCER("POST", "/20200501/networkLoadBalancers"),
    /** Network Load Balancer: reads a network load balancer with all that is in it. */
    GET_NETWORK_LOAD_BALANCER("GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}"),
    /** Network Load Balancer: takes a network load balancer away. */
    DELETE_NETWORK_LOAD_BALANCER("DELETE", "/20200501/networkLoadBalancers/{networkLoadBalancerId}"),
    /** Network Load Balancer: tells how its backend sets are. */
    GET_NETWORK_LOAD_BALANCER_HEALTH("GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/health"),
    /** Network Load Balancer: lists listeners. */
    LIST_NETWORK_LISTENERS("GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/listeners"),
    /** Network Load Balancer: makes a listener. */
    CREATE_NETWORK_LISTENER("POST", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/listeners"),
    /** Network Load Balancer: reads a listener. */
    GET_NETWORK_LISTENER("GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/listeners/{listenerName}"),
    /** Network Load Balancer: replaces a listener by what is sent. */
    UPDATE_NETWORK_LISTENER("PUT", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/listeners/{listenerName}"),
    /** Network Load Balancer: takes a listener away. */
    DELETE_NETWORK_LISTENER(
            "DELETE", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/listeners/{listenerName}"),
    /** Network Load Balancer: lists backend sets. */
    LIST_NETWORK_BACKEND_SETS("GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets"),
    /** Network Load Balancer: makes a backend set. */
    CREATE_NETWORK_BACKEND_SET("POST", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets"),
    /** Network Load Balancer: reads a backend set. */
    GET_NETWORK_BACKEND_SET(
            "GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}"),
    /** Network Load Balancer: replaces a backend set by what is sent. */
    UPDATE_NETWORK_BACKEND_SET(
            "PUT", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}"),
    /** Network Load Balancer: takes a backend set away. */
    DELETE_NETWORK_BACKEND_SET(
            "DELETE", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}"),
    /** Network Load Balancer: tells how the backends of a set are. */
    GET_NETWORK_BACKEND_SET_HEALTH(
            "GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/health"),
    /** Network Load Balancer: lists the backends of a set. */
    LIST_NETWORK_BACKENDS(
            "GET", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/backends"),
    /** Network Load Balancer: adds a backend to a set. */
    CREATE_NETWORK_BACKEND(
            "POST", "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/backends"),
    /** Network Load Balancer: reads a backend. */
    GET_NETWORK_BACKEND(
            "GET",
            "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/backends/{backendName}"),
    /** Network Load Balancer: replaces the settings of a backend by what is sent. */
    UPDATE_NETWORK_BACKEND(
            "PUT",
            "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/backends/{backendName}"),
    /** Network Load Balancer: takes a backend out of a set. */
    DELETE_NETWORK_BACKEND(
            "DELETE",
            "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/backends/{backendName}"),
    /** Network Load Balancer: tells how a backend is. */
    GET_NETWORK_BACKEND_HEALTH(
            "GET",
            "/20200501/networkLoadBalancers/{networkLoadBalancerId}/backendSets/{backendSetName}/backends/{backendName}/health"),
    /** Network Load Balancer: lists the work requests of a compartment. */
    LIST_NETWORK_WORK_REQUESTS("GET", "/20200501/workRequests"),
    /** Network Load Balancer: reads a work request. */
    GET_NETWORK_WORK_REQUEST("GET", "/20200501/workRequests/{workRequestId}"),
    /** Network Load Balancer: tells what went wrong in a work request. */
    LIST_NETWORK_WORK_REQUEST_ERRORS("GET", "/20200501/workRequests/{workRequestId}/errors"),
    /** Network Load Balancer: tells what a work request has done so far. */
    LIST_NETWORK_WORK_REQUEST_LOGS("GET", "/20200501/workRequests/{workRequestId}/logs");

    private final String method;
    private final String path;
    private final String apiName;

    OciOperation(String method, String path) {
        this.method = method;
        this.path = path;
        this.apiName = Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /**
     * The name in the API reference, such as {@code UpdateBackend}. Where services have operations of the same name,
     * those of Container Engine and then of Load Balancer have it, and others are told apart, as in
     * {@code GetLoadBalancerWorkRequest} and {@code UpdateNetworkBackend}.
     */
    public String apiName() {
        return apiName;
    }

    /** Whether it changes something. */
    boolean changes() {
        return !method.equals("GET");
    }

    /** POST and PUT of load balancers take a retry token; DELETE and all of Container Engine's changes do not. */
    boolean takesRetryToken() {
        return !path.startsWith("/20180222/") && (method.equals("POST") || method.equals("PUT"));
    }

    static Optional<Match> match(String method, String rawPath) {
        List<String> segments = List.of((rawPath.startsWith("/") ? rawPath.substring(1) : rawPath).split("/"));
        return Arrays.stream(values())
                .filter(operation -> operation.method.equals(method))
                .flatMap(operation -> Optional.ofNullable(operation.bind(segments)).stream())
                .findFirst();
    }

    private @Nullable Match bind(List<String> segments) {
        List<String> template = List.of(path.substring(1).split("/"));
        if (segments.size() != template.size()) {
            return null;
        }
        Map<String, String> bound = new LinkedHashMap<>();
        for (int at = 0; at < segments.size(); at++) {
            String expected = template.get(at);
            String found = segments.get(at);
            if (expected.startsWith("{")) {
                // A plus is an ordinary character in a path; only in a query it stands for a space.
                bound.put(
                        expected.substring(1, expected.length() - 1),
                        URLDecoder.decode(found.replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!expected.equals(found)) {
                return null;
            }
        }
        return new Match(this, bound);
    }

    /** An operation, and the parameters in its path. */
    record Match(OciOperation operation, Map<String, String> path) {}
}
