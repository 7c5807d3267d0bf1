package io.github.evenkeel.testkit.nodes;

/**
 * Annotations of a pod that control how it behaves on a node of the sandbox. A pod without them becomes ready, answers
 * HTTP, and ends soon after its SIGTERM once its requests are answered. Put them in a workload's pod template.
 * Durations are in ISO-8601, such as {@code PT0.3S}; a value that can't be read counts as absent.
 */
public final class PodBehaviour {
    /** From the binding until the pod is Ready. Value: a duration. */
    public static final String READY_AFTER = "testkit.evenkeel.io/ready-after";

    /** The pod runs and is not ready, ever. Value: {@code true}. */
    public static final String NEVER_READY = "testkit.evenkeel.io/never-ready";

    /** From SIGTERM until the processes end when no request is in flight. Value: a duration. */
    public static final String STOP_AFTER = "testkit.evenkeel.io/stop-after";

    /** The processes run on until the grace period is over and are killed then. Value: {@code true}. */
    public static final String IGNORES_SIGTERM = "testkit.evenkeel.io/ignores-sigterm";

    /**
     * The processes end and the pod's object stays, as when a volume can't be unmounted. It goes with its node, or when
     * a client deletes it with a grace period of zero. Value: {@code true}.
     */
    public static final String NEVER_GONE = "testkit.evenkeel.io/never-gone";

    /** The pod completes by itself after this time. Value: a duration. */
    public static final String COMPLETES_AFTER = "testkit.evenkeel.io/completes-after";

    /** Exit code of a pod that completes: 0 for phase Succeeded, else Failed. Value: a number; default 0. */
    public static final String EXIT_CODE = "testkit.evenkeel.io/exit-code";

    private PodBehaviour() {}
}
