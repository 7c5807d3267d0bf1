package io.github.evenkeel.testkit.nodes;

import io.github.evenkeel.testkit.oci.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Immutable options for the speed of nodes and pods and for the properties of nodes; see {@link #builder()}. */
public final class NodeOptions {
    private final Builder chosen;

    private NodeOptions(Builder chosen) {
        this.chosen = chosen;
    }

    /** A builder with every option at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** All defaults. */
    public static NodeOptions defaults() {
        return builder().build();
    }

    /** From launch of the instance until its Node exists. Default 1 s. */
    public Duration joinDelay() {
        return chosen.joinDelay;
    }

    /** From the Node's creation until it is Ready. Default 500 ms. */
    public Duration readyDelay() {
        return chosen.readyDelay;
    }

    /** From the binding of a pod until it is Ready, unless it says otherwise. Default 500 ms. */
    public Duration podReadyDelay() {
        return chosen.podReadyDelay;
    }

    /** From a pod's SIGTERM until its processes have ended when no request is in flight. Default 200 ms. */
    public Duration podStopDelay() {
        return chosen.podStopDelay;
    }

    /** How long a pod of a Job runs before it completes, unless it says otherwise. Default 1 s. */
    public Duration jobRunTime() {
        return chosen.jobRunTime;
    }

    /** From the end of an instance until its Node and pods are deleted. Default 500 ms. */
    public Duration removalDelay() {
        return chosen.removalDelay;
    }

    /** Between two renewals of a node's Lease. Default 10 s, as kubelets do. */
    public Duration leaseInterval() {
        return chosen.leaseInterval;
    }

    /** How long a node with {@link NodeTrouble#FLAPS} stays Ready, and then not. Default 500 ms. */
    public Duration flapInterval() {
        return chosen.flapInterval;
    }

    /** Version of a kubelet with {@link NodeTrouble#OLD_KUBELET}. Default v1.31.1. */
    public String oldKubeletVersion() {
        return chosen.oldKubeletVersion;
    }

    /** How many requests a connection to a node or pod carries. Default {@link Connections#REUSED}. */
    public Connections connections() {
        return chosen.connections;
    }

    /** Quantities of cpu, memory and pods that a node offers. Default 5808m, 13772620Ki, 110. */
    public Map<String, String> allocatable() {
        return chosen.allocatable;
    }

    /** How many requests a connection carries. */
    public enum Connections {
        /** As many as its client sends. */
        REUSED,
        /** One: the answer says that the connection is closed. */
        OF_ONE_REQUEST
    }

    /** Begins options that are like these. */
    public Builder toBuilder() {
        return new Builder(chosen);
    }

    String nodeName(Instance instance) {
        return chosen.nodeName.apply(instance);
    }

    /** Builder of options. Not thread-safe. */
    public static final class Builder {
        private Duration joinDelay = Duration.ofSeconds(1);
        private Duration readyDelay = Duration.ofMillis(500);
        private Duration podReadyDelay = Duration.ofMillis(500);
        private Duration podStopDelay = Duration.ofMillis(200);
        private Duration jobRunTime = Duration.ofSeconds(1);
        private Duration removalDelay = Duration.ofMillis(500);
        private Duration leaseInterval = Duration.ofSeconds(10);
        private Duration flapInterval = Duration.ofMillis(500);
        private String oldKubeletVersion = "v1.31.1";
        private Map<String, String> allocatable = Map.of("cpu", "5808m", "memory", "13772620Ki", "pods", "110");
        private Function<Instance, String> nodeName = Instance::privateIp;
        private Connections connections = Connections.REUSED;

        private Builder() {}

        private Builder(Builder other) {
            joinDelay = other.joinDelay;
            readyDelay = other.readyDelay;
            podReadyDelay = other.podReadyDelay;
            podStopDelay = other.podStopDelay;
            jobRunTime = other.jobRunTime;
            removalDelay = other.removalDelay;
            leaseInterval = other.leaseInterval;
            flapInterval = other.flapInterval;
            oldKubeletVersion = other.oldKubeletVersion;
            allocatable = other.allocatable;
            nodeName = other.nodeName;
            connections = other.connections;
        }

        /** Sets {@link NodeOptions#joinDelay()}; zero or more. */
        public Builder joinDelay(Duration delay) {
            joinDelay = notNegative("joinDelay", delay);
            return this;
        }

        /** Sets {@link NodeOptions#readyDelay()}; zero or more. */
        public Builder readyDelay(Duration delay) {
            readyDelay = notNegative("readyDelay", delay);
            return this;
        }

        /** Sets {@link NodeOptions#podReadyDelay()}; zero or more. */
        public Builder podReadyDelay(Duration delay) {
            podReadyDelay = notNegative("podReadyDelay", delay);
            return this;
        }

        /** Sets {@link NodeOptions#podStopDelay()}; zero or more. */
        public Builder podStopDelay(Duration delay) {
            podStopDelay = notNegative("podStopDelay", delay);
            return this;
        }

        /** Sets {@link NodeOptions#jobRunTime()}; zero or more. */
        public Builder jobRunTime(Duration time) {
            jobRunTime = notNegative("jobRunTime", time);
            return this;
        }

        /** Sets {@link NodeOptions#removalDelay()}; zero or more. */
        public Builder removalDelay(Duration delay) {
            removalDelay = notNegative("removalDelay", delay);
            return this;
        }

        /** Sets {@link NodeOptions#leaseInterval()}; more than zero. */
        public Builder leaseInterval(Duration interval) {
            leaseInterval = positive("leaseInterval", interval);
            return this;
        }

        /** Sets {@link NodeOptions#flapInterval()}; more than zero. */
        public Builder flapInterval(Duration interval) {
            flapInterval = positive("flapInterval", interval);
            return this;
        }

        /** Sets {@link NodeOptions#oldKubeletVersion()}, such as {@code v1.31.1}. */
        public Builder oldKubeletVersion(String version) {
            oldKubeletVersion = version;
            return this;
        }

        /** Sets {@link NodeOptions#allocatable()}: resource to quantity, as in a Node's status. */
        public Builder allocatable(Map<String, String> quantities) {
            allocatable = Map.copyOf(quantities);
            return this;
        }

        /** How a Node is named. Default its private address, as Container Engine names managed nodes. */
        public Builder nodeName(Function<Instance, String> naming) {
            nodeName = naming;
            return this;
        }

        /** Sets {@link NodeOptions#connections()}. */
        public Builder connections(Connections kind) {
            connections = kind;
            return this;
        }

        /** The options as set now. */
        public NodeOptions build() {
            return new NodeOptions(new Builder(this));
        }

        private static Duration notNegative(String option, Duration found) {
            if (found.isNegative()) {
                throw new IllegalArgumentException("Option " + option + " is " + found + "; it must be zero or more");
            }
            return found;
        }

        private static Duration positive(String option, Duration found) {
            if (found.isNegative() || found.isZero()) {
                throw new IllegalArgumentException("Option " + option + " is " + found + "; it must be more than zero");
            }
            return found;
        }
    }
}
