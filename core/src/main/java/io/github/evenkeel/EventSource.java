package io.github.evenkeel;

import java.util.Optional;

/**
 * Immutable values that say which run an event belongs to, what it is about, and how far the run is. Only the library
 * implements it; methods may be added in any release.
 */
public interface EventSource {
    /** Identity of the run; for a drain without an upgrade, the {@link DrainReport#drainId()}. */
    String runId();

    /** Identity of the cluster; empty for a drain without an upgrade. */
    Optional<String> clusterId();

    /** Name of the node that the event is about; empty if it is about no single node. */
    Optional<String> node();

    /** Identity of that node's machine; empty if it is not known. */
    Optional<String> instanceId();

    /** Identity of the node pool that the event is about, or of that node; empty if it is about none. */
    Optional<String> nodePoolId();

    /** Identity of the load balancer that the run reads or changes for that node; empty if it is about none. */
    Optional<String> loadBalancerId();

    /** Name of the backend set of that load balancer; empty if the event is about no single one. */
    Optional<String> backendSet();

    /** Name of the backend in that backend set; empty if the event is about no single one. */
    Optional<String> backend();

    /** How many nodes were replaced before the event, those before a recovery included. */
    int nodesDone();

    /** How many nodes the plan has; 0 as long as that is not known. */
    int nodes();
}
