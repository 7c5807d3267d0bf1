package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.evenkeel.testkit.oci.Instance;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One machine's Node object: its creation, its condition Ready, its lease, and in the end its removal. Thread-safe. */
final class NodeRegistration {
    /** Leases between two reports of an unchanged status; kubelets report every 5 minutes. */
    private static final int LEASES_PER_REPORT = 30;

    private final AgentContext context;
    private final Instance instance;
    private final PodAddresses addresses;
    private final Set<NodeTrouble> troubles;
    private final Runnable joined;
    private final Runnable becameReady;
    private final String name;
    private final NodeLease lease;
    private final Reconciliation node;

    private volatile boolean powered = true;
    private volatile boolean startedUp;
    private volatile boolean flappedDown;
    private volatile boolean leaseDue = true;
    private volatile boolean ready;
    private volatile @Nullable Runnable whenRemoved;
    private volatile boolean triedToJoin;
    private volatile @Nullable Node seen;

    // Written by steps of the reconciliation only, which never overlap.
    private @Nullable String uid;
    private boolean deletedByOthers;
    private boolean reportedReady;
    private long reportedVersion;
    private String readySince = PodStatuses.now();
    private int leases;

    /**
     * @param joined run when the Node exists; must return at once
     * @param becameReady run when the Node is Ready for the first time; must return at once
     */
    NodeRegistration(
            AgentContext context,
            Instance instance,
            PodAddresses addresses,
            Set<NodeTrouble> troubles,
            Runnable joined,
            Runnable becameReady) {
        this.context = context;
        this.instance = instance;
        this.addresses = addresses;
        this.troubles = troubles;
        this.joined = joined;
        this.becameReady = becameReady;
        name = context.options().nodeName(instance);
        lease = new NodeLease(context.api().client(), name);
        node = new Reconciliation(context.threads(), "node " + name, this::step);
    }

    /** Creates the Node after the join delay. */
    void join() {
        context.threads().after(context.options().joinDelay(), () -> {
            if (powered && !troubles.contains(NodeTrouble.NEVER_JOINS)) {
                triedToJoin = true;
                node.wake();
            }
        });
    }

    /** Whether the Node has been reported Ready at least once. */
    boolean isReady() {
        return ready;
    }

    /** Troubles have changed. */
    void refresh() {
        if (triedToJoin) {
            node.wake();
        } else {
            join();
        }
    }

    /** The API server has another state of the Node. */
    void nodeChanged(Node newest) {
        seen = newest;
        node.wake();
    }

    void powerOff() {
        powered = false;
    }

    /** Deletes the Node, its lease and the pods bound to it. */
    void remove(Runnable afterwards) {
        powered = false;
        whenRemoved = afterwards;
        node.wake();
    }

    private void step() {
        Runnable removed = whenRemoved;
        if (removed != null) {
            removeAll();
            node.end();
            removed.run();
        } else if (powered && !deletedByOthers) {
            if (uid == null) {
                register();
            }
            report();
            renewLease();
        }
    }

    private void register() {
        String version = troubles.contains(NodeTrouble.OLD_KUBELET)
                ? context.options().oldKubeletVersion()
                : instance.kubernetesVersion();
        Node created = context.api().register(NodeObjects.of(instance, name, version, addresses, context.options()));
        if (created == null) {
            throw new IllegalStateException("Another instance's Node is named " + name);
        }
        uid = created.getMetadata().getUid();
        reportedVersion = ApiServer.version(created);
        context.threads().after(context.options().readyDelay(), () -> {
            startedUp = true;
            node.wake();
        });
        joined.run();
        scheduleLease();
        scheduleFlap();
    }

    private void report() {
        boolean wanted = startedUp
                && !troubles.contains(NodeTrouble.NOT_READY)
                && !(troubles.contains(NodeTrouble.FLAPS) && flappedDown);
        boolean due = leaseDue && leases % LEASES_PER_REPORT == LEASES_PER_REPORT - 1;
        if (wanted == reportedReady && !due && !isOverwritten()) {
            return;
        }
        if (wanted != reportedReady) {
            readySince = PodStatuses.now();
        }
        Node written = context.api().reportNode(name, knownUid(), NodeObjects.conditions(wanted, readySince));
        deletedByOthers = written == null;
        reportedVersion = written == null ? Long.MAX_VALUE : ApiServer.version(written);
        reportedReady = wanted;
        if (wanted && !ready && !deletedByOthers) {
            ready = true;
            becameReady.run();
        }
    }

    /** The node lifecycle controller calls the conditions Unknown when it hasn't heard of the node for long. */
    private boolean isOverwritten() {
        Node now = seen;
        return now != null
                && now.getMetadata().getUid().equals(uid)
                && ApiServer.version(now) > reportedVersion
                && now.getStatus().getConditions().stream()
                        .noneMatch(condition -> "Ready".equals(condition.getType())
                                && condition.getStatus().equals(reportedReady ? "True" : "False"));
    }

    private void renewLease() {
        if (leaseDue && !deletedByOthers) {
            lease.renew(knownUid());
            leaseDue = false;
            leases++;
        }
    }

    private void removeAll() {
        if (!triedToJoin) {
            return;
        }
        if (uid == null) {
            // The answer to the creation may have been lost.
            Node created = context.api().find(name, instance.id());
            if (created == null) {
                return;
            }
            uid = created.getMetadata().getUid();
        }
        context.api().deleteNode(name, uid);
        for (Pod pod : context.api().podsOn(name)) {
            context.api().deletePod(pod);
        }
        lease.delete();
    }

    private String knownUid() {
        if (uid == null) {
            throw new IllegalStateException("Node " + name + " is not registered");
        }
        return uid;
    }

    private void scheduleLease() {
        context.threads().after(context.options().leaseInterval(), () -> {
            if (powered) {
                leaseDue = true;
                node.wake();
                scheduleLease();
            }
        });
    }

    private void scheduleFlap() {
        context.threads().after(context.options().flapInterval(), () -> {
            if (powered) {
                flappedDown = !flappedDown;
                if (troubles.contains(NodeTrouble.FLAPS)) {
                    node.wake();
                }
                scheduleFlap();
            }
        });
    }
}
