package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.testkit.oci.WorkRequests.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates and terminates machines of node pools, with delays. Callers hold the {@link Tenancy}'s monitor. */
final class NodeProvisioning {
    private final Tenancy tenancy;
    private final Machines machines;
    private int addresses;
    private @Nullable String freedLast;

    NodeProvisioning(Tenancy tenancy, Machines machines) {
        this.tenancy = tenancy;
        this.machines = machines;
    }

    /** Fills a new pool, in no time. */
    void fill(NodePoolState pool, int size) {
        pool.size(size);
        for (int count = 0; count < size; count++) {
            NodeState node = pool.add(null, null);
            node.lifecycle("ACTIVE");
            machines.launch(make(pool, node, nextAddress()));
        }
    }

    /** Brings a pool to its size; {@code ending} gets the first failure, or null. */
    void reconcile(NodePoolState pool, Consumer<@Nullable Failure> ending) {
        List<NodeState> remaining = pool.remaining();
        List<Consumer<Consumer<@Nullable Failure>>> steps = new ArrayList<>();
        List<NodeState> leaving = new ArrayList<>(remaining);
        leaving.sort(Comparator.comparing(node -> node.id() == null)); // placeholders go first, from the end
        for (int surplus = pool.size(); surplus < leaving.size(); surplus++) {
            NodeState node = leaving.get(surplus);
            steps.add(done -> end(pool, node, tenancy.timings().eviction(), () -> done.accept(null)));
        }
        for (int missing = remaining.size(); missing < pool.size(); missing++) {
            steps.add(done -> launch(pool, null, done));
        }
        if (steps.isEmpty()) {
            ending.accept(null);
            return;
        }
        List<@Nullable Failure> results = new ArrayList<>();
        for (Consumer<Consumer<@Nullable Failure>> step : steps) {
            step.accept(failure -> {
                results.add(failure);
                if (results.size() == steps.size()) {
                    ending.accept(results.stream()
                            .filter(result -> result != null)
                            .findFirst()
                            .orElse(null));
                }
            });
        }
    }

    /** As the service does with the next update of a pool, whatever that is about. */
    void endThoseWhoseDeletionFailed(NodePoolState pool) {
        pool.nodes().stream()
                .filter(NodeState::isToBeEnded)
                .toList()
                .forEach(node -> end(pool, node, tenancy.timings().eviction(), () -> {}));
    }

    /** Replaces nodes by itself, one more before each that goes, and heeds no load balancer. */
    void cycle(NodePoolState pool, List<NodeState> nodes, Consumer<@Nullable Failure> ending) {
        if (nodes.isEmpty()) {
            ending.accept(null);
            return;
        }
        NodeState old = nodes.get(0);
        launch(pool, old.availabilityDomain(), failure -> {
            if (failure != null) {
                ending.accept(failure);
                return;
            }
            end(pool, old, tenancy.timings().eviction(), () -> cycle(pool, nodes.subList(1, nodes.size()), ending));
        });
    }

    /** Ends a node's machine, after the eviction; {@code then} is run when it is gone. */
    void end(NodePoolState pool, NodeState node, Duration eviction, Runnable then) {
        node.lifecycle("DELETING");
        String instanceId = node.id();
        if (instanceId == null) {
            pool.nodes().remove(node);
            then.run();
            return;
        }
        tenancy.afterUnlocked(eviction.plus(tenancy.timings().nodeTermination()), () -> {
            machines.terminate(instanceId);
            synchronized (tenancy) {
                node.lifecycle("DELETED");
                freedLast = node.privateIp();
                tenancy.after(tenancy.timings().deletedNodesListed(), () -> pool.nodes()
                        .remove(node));
                then.run();
            }
        });
    }

    /**
     * Makes a node.
     *
     * @param inPlaceOf availability domain of the node that it replaces, which decides between domains that have
     *     equally few nodes of the pool; null if it replaces none
     * @param ending gets null when the node is ACTIVE, or why there is none
     */
    void launch(NodePoolState pool, @Nullable String inPlaceOf, Consumer<@Nullable Failure> ending) {
        LaunchFault fault = tenancy.faults().forLaunch().orElse(null);
        NodeState node = pool.add(
                value(fault, LaunchFault.Kind.OTHER_AVAILABILITY_DOMAIN, pool.leastUsedDomain(inPlaceOf)),
                value(fault, LaunchFault.Kind.WRONG_VERSION, null));
        Duration slower =
                fault != null && fault.is(LaunchFault.Kind.SLOW) ? fault.late().orElseThrow() : Duration.ZERO;
        Duration powered = tenancy.timings().nodeLaunch().dividedBy(3);
        if (fault != null && (fault.is(LaunchFault.Kind.NO_CAPACITY) || fault.is(LaunchFault.Kind.LATE))) {
            tenancy.after(powered, () -> {
                String message = fault.message() + " in " + node.availabilityDomain();
                node.notMade(fault.code(), message);
                ending.accept(new Failure(fault.code(), "1 node(s) could not be launched: " + message));
            });
            fault.late()
                    .ifPresent(delay -> tenancy.after(powered.plus(delay), () -> {
                        if (pool.nodes().contains(node)) {
                            power(pool, node, fault, Duration.ZERO, failure -> pool.settle());
                        }
                    }));
            return;
        }
        power(pool, node, fault, slower, ending);
    }

    private void power(
            NodePoolState pool,
            NodeState node,
            @Nullable LaunchFault fault,
            Duration slower,
            Consumer<@Nullable Failure> ending) {
        Duration powered = slower.plus(tenancy.timings().nodeLaunch().dividedBy(3));
        tenancy.afterUnlocked(powered, () -> {
            Instance instance;
            synchronized (tenancy) {
                if (!pool.nodes().contains(node)) {
                    return; // taken back before it had a machine
                }
                String reused = is(fault, LaunchFault.Kind.REUSED_ADDRESS) ? freedLast : null;
                instance = make(pool, node, reused == null ? nextAddress() : reused);
            }
            if (!is(fault, LaunchFault.Kind.NEVER_JOINS)) {
                machines.launch(instance);
            }
        });
        tenancy.after(slower.plus(tenancy.timings().nodeLaunch()), () -> {
            if (node.is("CREATING")) {
                node.lifecycle("ACTIVE");
            }
            ending.accept(null);
        });
    }

    private Instance make(NodePoolState pool, NodeState node, String address) {
        return node.made(tenancy.ocids().regional("instance"), address, pool.nodeIp(address), pool.compartmentId());
    }

    /** From 10.0.10.2 on. Addresses are not handed out again, so that a stale one leads nowhere. */
    private String nextAddress() {
        int host = addresses++;
        return "10.0." + (10 + host / 250) + "." + (2 + host % 250);
    }

    private static boolean is(@Nullable LaunchFault fault, LaunchFault.Kind kind) {
        return fault != null && fault.is(kind);
    }

    private static @Nullable String value(
            @Nullable LaunchFault fault, LaunchFault.Kind kind, @Nullable String otherwise) {
        return fault == null ? otherwise : fault.value(kind).orElse(otherwise);
    }
}
