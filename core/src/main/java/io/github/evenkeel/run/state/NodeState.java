package io.github.evenkeel.run.state;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Progress of one node, from the plan to its replacement: all that a process needs to continue a node that it or
 * another process began. Written to the journal before and after each change.
 *
 * @param node name and UID
 * @param instanceId of its machine
 * @param addresses by which load balancers may know it
 * @param domain availability domain of its machine; null if it is not known
 * @param faultDomain of its machine, within its availability domain; null if it is not known
 * @param poolId identity of its pool
 * @param poolName of its pool, for messages
 * @param version that its replacement has to have
 * @param begun the steps that were begun, in this order
 * @param done those of them that ended
 * @param beyondReturn whether the point of no return may be passed
 * @param memberships of its backends, as they were found: texts of the traffic slice
 * @param ledger what its pool was like before: fields of the pool slice, whose names begin with {@value #LEDGER}
 * @param successor that its pool has made for it; null if none is known
 * @param strategy id of the list of steps that it takes; empty for the published procedure
 * @param podBackends addresses of its pods that balancers listed as backends when their eviction began
 */
public record NodeState(
        NodeIdentity node,
        String instanceId,
        NodeAddresses addresses,
        @Nullable String domain,
        @Nullable String faultDomain,
        String poolId,
        String poolName,
        KubernetesVersion version,
        List<Step> begun,
        Set<Step> done,
        boolean beyondReturn,
        List<String> memberships,
        Map<String, String> ledger,
        @Nullable SuccessorState successor,
        String strategy,
        List<String> podBackends) {
    /** How the names of a ledger's fields begin. */
    public static final String LEDGER = "pool.";

    /** Copies the collections. */
    public NodeState {
        begun = List.copyOf(new LinkedHashSet<>(begun));
        done = Set.copyOf(done);
        memberships = List.copyOf(memberships);
        ledger = Map.copyOf(ledger);
        podBackends = List.copyOf(podBackends);
    }

    /** A node of which nothing is begun. */
    public static NodeState planned(
            NodeIdentity node,
            String instanceId,
            NodeAddresses addresses,
            @Nullable String domain,
            @Nullable String faultDomain,
            String poolId,
            String poolName,
            KubernetesVersion version) {
        return new NodeState(
                node,
                instanceId,
                addresses,
                domain,
                faultDomain,
                poolId,
                poolName,
                version,
                List.of(),
                Set.of(),
                false,
                List.of(),
                Map.of(),
                null,
                "",
                List.of());
    }

    /** Name of the node. */
    public String name() {
        return node.name();
    }

    /** The address that people know it by. */
    public String address() {
        return addresses.first();
    }

    /** Its machine; empty if an older run wrote the state and did not know it. */
    public Optional<String> knownInstance() {
        return Optional.of(instanceId()).filter(id -> !id.isEmpty());
    }

    /** Whether anything was begun with it. */
    public boolean isBegun() {
        return !begun.isEmpty();
    }

    /** The step that was begun last; empty if none was. */
    public Optional<Step> last() {
        return begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1));
    }

    /** The same node, with which that step is begun. */
    public NodeState begin(Step step) {
        List<Step> more = new ArrayList<>(begun);
        more.add(step);
        return copy(more, done, beyondReturn, memberships, ledger, successor);
    }

    /** The same node, with which that step has come to its end. */
    public NodeState end(Step step) {
        Set<Step> more = new LinkedHashSet<>(done);
        more.add(step);
        return copy(begun, more, beyondReturn, memberships, ledger, successor);
    }

    /** The same node, which may be given up. */
    public NodeState passReturn() {
        return copy(begun, done, true, memberships, ledger, successor);
    }

    /** The same node with memberships that were looked at again. */
    public NodeState withMemberships(List<String> latest) {
        return copy(begun, done, beyondReturn, latest, ledger, successor);
    }

    /** The same node with what its pool was like. */
    public NodeState withLedger(Map<String, String> latest) {
        return copy(begun, done, beyondReturn, memberships, latest, successor);
    }

    /** The same node with its successor. */
    public NodeState withSuccessor(SuccessorState known) {
        return copy(begun, done, beyondReturn, memberships, ledger, known);
    }

    /** The same node, which takes the steps of that strategy. */
    public NodeState withStrategy(String id) {
        return taking(id, podBackends);
    }

    /** The same node, with addresses of its pods that balancers list. */
    public NodeState withPodBackends(List<String> listed) {
        return taking(strategy, listed);
    }

    private NodeState taking(String strategyId, List<String> listed) {
        return new NodeState(
                node,
                instanceId,
                addresses,
                domain,
                faultDomain,
                poolId,
                poolName,
                version,
                begun,
                done,
                beyondReturn,
                memberships,
                ledger,
                successor,
                strategyId,
                listed);
    }

    private NodeState copy(
            List<Step> nowBegun,
            Set<Step> nowDone,
            boolean passed,
            List<String> nowMemberships,
            Map<String, String> nowLedger,
            @Nullable SuccessorState known) {
        return new NodeState(
                node,
                instanceId,
                addresses,
                domain,
                faultDomain,
                poolId,
                poolName,
                version,
                nowBegun,
                nowDone,
                passed,
                nowMemberships,
                new TreeMap<>(nowLedger),
                known,
                strategy,
                podBackends);
    }

    @Override
    public String toString() {
        return "node " + name();
    }
}
