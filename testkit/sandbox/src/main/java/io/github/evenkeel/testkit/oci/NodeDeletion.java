package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * DeleteNode of Container Engine: terminates the node, and creates another one unless the pool should shrink. Several
 * nodes of one pool are deleted at once; each successor comes in its own time.
 */
final class NodeDeletion {
    private final Tenancy tenancy;
    private final ContainerEngineState state;
    private final NodeProvisioning provisioning;

    NodeDeletion(Tenancy tenancy, ContainerEngineState state, NodeProvisioning provisioning) {
        this.tenancy = tenancy;
        this.state = state;
        this.provisioning = provisioning;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.DELETE_NODE, this::delete);
    }

    private OciAnswer delete(OciCall call) {
        NodePoolState pool = state.pool(call.path("nodePoolId"));
        String nodeId = call.path("nodeId");
        NodeState node = pool.node(nodeId).orElseThrow(() -> Refusal.notFound("node " + nodeId));
        call.checkIfMatch(pool.etag());
        boolean shrink = flag(call, "isDecrementSize", true);
        flag(call, "isForceDeletionAfterOverrideGraceDuration", false);
        String grace = call.query("overrideEvictionGraceDuration")
                .map(text -> EvictionGrace.checked("overrideEvictionGraceDuration", text))
                .orElse(pool.evictionGrace());
        if (!node.remains()) {
            throw Refusal.incorrectState("node " + nodeId + " is being deleted already");
        }
        state.checkTakesDeletion(pool, nodeId);
        Duration eviction =
                EvictionGrace.isNone(grace) ? Duration.ZERO : tenancy.timings().eviction();
        WorkRequest request = state.workRequests()
                .begin(
                        call.operation(),
                        "NODEPOOL_RECONCILE",
                        "nodepool",
                        pool.id(),
                        Duration.ZERO,
                        ending -> run(pool, node, shrink, eviction, ending),
                        ended -> {
                            if (node.remains()) {
                                node.deletionFailed();
                            }
                            pool.workEnds();
                        })
                .deletes(nodeId);
        pool.workBegins();
        return OciAnswer.accepted(request);
    }

    private void run(
            NodePoolState pool,
            NodeState node,
            boolean shrink,
            Duration eviction,
            Consumer<WorkRequests.@Nullable Failure> ending) {
        if (shrink) {
            pool.size(pool.size() - 1);
        }
        provisioning.end(pool, node, eviction, () -> {
            if (shrink) {
                ending.accept(null);
            } else {
                provisioning.launch(pool, node.availabilityDomain(), ending);
            }
        });
    }

    private static boolean flag(OciCall call, String name, boolean otherwise) {
        return call.query(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.invalid(name + " is '" + text + "'; it must be true or false");
                })
                .orElse(otherwise);
    }
}
