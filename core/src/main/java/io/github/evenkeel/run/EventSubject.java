package io.github.evenkeel.run;

import io.github.evenkeel.EventSource;
import java.util.Optional;

/** Subject of an event, as its publisher knows it. */
public record EventSubject(
        String runId,
        Optional<String> clusterId,
        Optional<String> node,
        Optional<String> instanceId,
        Optional<String> nodePoolId,
        Optional<String> loadBalancerId,
        Optional<String> backendSet,
        Optional<String> backend,
        int nodesDone,
        int nodes)
        implements EventSource {
    private static final Optional<String> NONE = Optional.empty();

    /** A run, and no single node or pool of it. */
    public static EventSubject ofRun(String runId, Optional<String> clusterId) {
        return new EventSubject(runId, clusterId, NONE, NONE, NONE, NONE, NONE, NONE, 0, 0);
    }

    /** A node of the run. */
    public EventSubject aboutNode(String name, Optional<String> itsInstanceId, Optional<String> itsPoolId) {
        return new EventSubject(
                runId, clusterId, Optional.of(name), itsInstanceId, itsPoolId, NONE, NONE, NONE, nodesDone, nodes);
    }

    /** A node pool of the run. */
    public EventSubject aboutNodePool(String id) {
        return new EventSubject(runId, clusterId, NONE, NONE, Optional.of(id), NONE, NONE, NONE, nodesDone, nodes);
    }

    /** The same node's traffic through a load balancer. */
    public EventSubject aboutLoadBalancer(String id) {
        return about(Optional.of(id), NONE, NONE);
    }

    /** The same node's traffic through a backend set. */
    public EventSubject aboutBackendSet(String itsLoadBalancerId, String itsSet) {
        return about(Optional.of(itsLoadBalancerId), Optional.of(itsSet), NONE);
    }

    /** The same node's backend. */
    public EventSubject aboutBackend(String itsLoadBalancerId, String itsSet, String name) {
        return about(Optional.of(itsLoadBalancerId), Optional.of(itsSet), Optional.of(name));
    }

    private EventSubject about(Optional<String> balancer, Optional<String> set, Optional<String> itsBackend) {
        return new EventSubject(
                runId, clusterId, node, instanceId, nodePoolId, balancer, set, itsBackend, nodesDone, nodes);
    }

    /** The same at another point of the run. */
    EventSubject at(int done, int ofNodes) {
        return new EventSubject(
                runId, clusterId, node, instanceId, nodePoolId, loadBalancerId, backendSet, backend, done, ofNodes);
    }
}
