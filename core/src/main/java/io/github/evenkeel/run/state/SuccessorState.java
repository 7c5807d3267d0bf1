package io.github.evenkeel.run.state;

/**
 * Node that a pool has created in place of another.
 *
 * @param node name and UID
 * @param instanceId of its machine
 * @param addresses by which load balancers may know it
 */
public record SuccessorState(NodeIdentity node, String instanceId, NodeAddresses addresses) {}
