package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Owner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Application: pods of one controller, or static pods of a machine. */
public final class App {
    /** Kind of controller. */
    public enum Kind {
        /** Makes another pod, under another name, as soon as one is on its way out. */
        REPLICA_SET("ReplicaSet"),
        /** Makes the pod of the same name again, once it is gone. */
        STATEFUL_SET("StatefulSet"),
        /** One on each machine. */
        DAEMON_SET("DaemonSet"),
        /** A mirror on each machine of what the machine runs by itself. */
        STATIC("Node");

        private final String kubernetes;

        Kind(String kubernetes) {
            this.kubernetes = kubernetes;
        }
    }

    /** Where all volumes are. */
    public static final String DOMAIN = "AD-1";

    public final String name;
    public final Kind kind;
    public final String namespace;
    public int replicas;

    /** The scheduler prefers nodes with fewer of its pods. */
    public boolean spread;

    /** What protects it; null if nothing does. */
    public @Nullable Budget budget;

    /** Of the Deployment that makes it; null if it is of another controller. */
    public @Nullable Rollouts rollouts;

    /** Makes a controller without pods. */
    public App(String namespace, String name, Kind kind, int replicas) {
        this.namespace = namespace;
        this.name = name;
        this.kind = kind;
        this.replicas = replicas;
    }

    /** Its pods keep volumes, which can be attached in their own availability domain alone. */
    public boolean keepsVolumes() {
        return kind == Kind.STATEFUL_SET;
    }

    /** On each machine one. */
    public boolean everywhere() {
        return kind == Kind.DAEMON_SET || kind == Kind.STATIC;
    }

    /** What its pods say of it. */
    public Owner owner() {
        return new Owner("apps/v1", kind.kubernetes, name, "uid-of-" + name);
    }

    /** What its pods have. */
    public Map<String, String> labels() {
        return Map.of("app", name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
