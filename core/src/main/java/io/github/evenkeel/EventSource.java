package io.github.evenkeel;

import java.util.Optional;

/**
 * Immutable values that say which run an event belongs to, what it is about, and how far the run is. Only the library
 * creates it; components may be added in any release.
 *
 * @param runId of the run; for a drain without an upgrade, the {@link DrainReport#drainId()}
 * @param clusterId of the cluster; empty for a drain without an upgrade
 * @param node name of the node that the event is about; empty if it is about no single node
 * @param instanceId of that node's machine; empty if it is not known
 * @param nodePoolId of the node pool that the event is about, or of that node; empty if it is about none
 * @param nodesDone how many nodes were replaced before the event, those before a recovery included
 * @param nodes how many nodes the plan has; 0 as long as that is not known
 */
public record EventSource(
        String runId,
        Optional<String> clusterId,
        Optional<String> node,
        Optional<String> instanceId,
        Optional<String> nodePoolId,
        int nodesDone,
        int nodes) {
    /** Of a run, about no single node or pool. */
    public static EventSource ofRun(String runId, Optional<String> clusterId) {
        return new EventSource(runId, clusterId, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    }

    /** The same about a node. */
    public EventSource aboutNode(String name, Optional<String> itsInstanceId, Optional<String> itsPoolId) {
        return new EventSource(runId, clusterId, Optional.of(name), itsInstanceId, itsPoolId, nodesDone, nodes);
    }

    /** The same about a node pool. */
    public EventSource aboutNodePool(String id) {
        return new EventSource(runId, clusterId, Optional.empty(), Optional.empty(), Optional.of(id), nodesDone, nodes);
    }

    /** The same at another point of the run. */
    public EventSource at(int done, int ofNodes) {
        return new EventSource(runId, clusterId, node, instanceId, nodePoolId, done, ofNodes);
    }
}
