package io.github.evenkeel.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Immutable question to a gate: may this begin now?
 *
 * <p>The library makes it. A test of a gate makes one by a builder: {@code GateRequest.aboutNode("node-1",
 * "pool-1").at(instant).build()}.
 */
public final class GateRequest {
    /** Kind of what is about to begin. More kinds may be added in any release. */
    public enum Subject {
        /** The upgrade of the control plane; with hops, each of them. */
        CONTROL_PLANE,
        /** The change of a node pool, to which its nodes follow. */
        NODE_POOL,
        /** A wave of nodes. */
        WAVE,
        /** The roll of one node. Nothing of it is drained yet. */
        NODE,
        /**
         * The deletion of a node that is drained. It can't wait: a gate that does not proceed has the node put back.
         */
        NODE_DELETION
    }

    private final Subject subject;
    private final String runId;
    private final String clusterId;
    private final Instant at;
    private final @Nullable String poolId;
    private final @Nullable Integer wave;
    private final @Nullable KubernetesVersion version;
    private final List<String> nodes;
    private final List<GateApproval> approvals;

    private GateRequest(Builder builder) {
        subject = builder.subject;
        runId = builder.runId;
        clusterId = builder.clusterId;
        at = builder.at;
        poolId = builder.poolId;
        wave = builder.wave;
        version = builder.version;
        nodes = builder.nodes;
        approvals = builder.approvals;
    }

    /** Kind of what is about to begin. */
    public Subject subject() {
        return subject;
    }

    /** Identity of the run. */
    public String runId() {
        return runId;
    }

    /** Identity of the cluster for the provider. */
    public String clusterId() {
        return clusterId;
    }

    /** Time of day of the question. A gate takes it from here, so that it works on any clock. */
    public Instant at() {
        return at;
    }

    /** Identity of the node pool for the provider; empty if it is about none, or about several. */
    public Optional<String> poolId() {
        return Optional.ofNullable(poolId);
    }

    /** Number of the wave, the first is 1; empty unless it is about a wave. */
    public OptionalInt wave() {
        return wave == null ? OptionalInt.empty() : OptionalInt.of(wave);
    }

    /** Version to which the control plane goes; empty unless it is about one of several hops. */
    public Optional<KubernetesVersion> version() {
        return Optional.ofNullable(version);
    }

    /** Names of the nodes: all of a wave, one for a node or its deletion, otherwise none. */
    public List<String> nodes() {
        return nodes;
    }

    /** All approvals of this gate in this run so far, the oldest first. */
    public List<GateApproval> approvals() {
        return approvals;
    }

    /** Whether it was approved for exactly this. */
    public boolean isApproved() {
        return approvals.stream().anyMatch(approval -> approval.about().equals(about()));
    }

    /** What is about to begin, such as {@code node 10.0.10.2}: the same in each question about it. */
    public String about() {
        return switch (subject) {
            case CONTROL_PLANE -> "control plane" + (version == null ? "" : " to " + version);
            case NODE_POOL -> "node pool " + poolId;
            case WAVE -> "wave " + wave + (poolId == null ? "" : " of node pool " + poolId);
            case NODE -> "node " + nodes.get(0);
            case NODE_DELETION -> "deletion of node " + nodes.get(0);
        };
    }

    @Override
    public String toString() {
        return about();
    }

    /** Begins a question about the upgrade of the control plane. */
    public static Builder aboutControlPlane() {
        return new Builder(Subject.CONTROL_PLANE);
    }

    /**
     * Begins a question about one of several upgrades of the control plane.
     *
     * @param version to which it goes
     */
    public static Builder aboutControlPlaneHop(KubernetesVersion version) {
        Builder builder = new Builder(Subject.CONTROL_PLANE);
        builder.version = Objects.requireNonNull(version, "version");
        return builder;
    }

    /** Begins a question about the change of a node pool. */
    public static Builder aboutNodePool(String poolId) {
        return new Builder(Subject.NODE_POOL).in(poolId);
    }

    /**
     * Begins a question about a wave of nodes.
     *
     * @param number of the wave, the first is 1
     * @param nodes their names
     */
    public static Builder aboutWave(int number, List<String> nodes) {
        Builder builder = new Builder(Subject.WAVE);
        builder.wave = number;
        builder.nodes = List.copyOf(nodes);
        return builder;
    }

    /** Begins a question about the roll of a node. */
    public static Builder aboutNode(String name, String poolId) {
        return new Builder(Subject.NODE).named(name).in(poolId);
    }

    /** Begins a question about the deletion of a node. */
    public static Builder aboutDeletion(String name, String poolId) {
        return new Builder(Subject.NODE_DELETION).named(name).in(poolId);
    }

    /** Makes a {@link GateRequest}. Not safe for use by several threads at once. */
    public static final class Builder {
        private final Subject subject;
        private String runId = "";
        private String clusterId = "";
        private Instant at = Instant.EPOCH;
        private @Nullable String poolId;
        private @Nullable Integer wave;
        private @Nullable KubernetesVersion version;
        private List<String> nodes = List.of();
        private List<GateApproval> approvals = List.of();

        private Builder(Subject subject) {
            this.subject = subject;
        }

        private Builder named(String node) {
            nodes = List.of(Objects.requireNonNull(node, "node"));
            return this;
        }

        /** See {@link GateRequest#poolId()}; by default none for a wave. */
        public Builder in(String poolId) {
            this.poolId = Objects.requireNonNull(poolId, "poolId");
            return this;
        }

        /** See {@link GateRequest#runId()}; by default empty. */
        public Builder runId(String runId) {
            this.runId = Objects.requireNonNull(runId, "runId");
            return this;
        }

        /** See {@link GateRequest#clusterId()}; by default empty. */
        public Builder clusterId(String clusterId) {
            this.clusterId = Objects.requireNonNull(clusterId, "clusterId");
            return this;
        }

        /** See {@link GateRequest#at()}; by default the epoch. */
        public Builder at(Instant at) {
            this.at = Objects.requireNonNull(at, "at");
            return this;
        }

        /** See {@link GateRequest#approvals()}; by default none. */
        public Builder approvals(List<GateApproval> approvals) {
            this.approvals = List.copyOf(approvals);
            return this;
        }

        /** Makes it. */
        public GateRequest build() {
            return new GateRequest(this);
        }
    }
}
