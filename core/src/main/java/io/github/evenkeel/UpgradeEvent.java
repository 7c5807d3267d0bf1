package io.github.evenkeel;

import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Immutable event of an upgrade or a drain. Only the library implements events; kinds and methods may be added in any
 * release.
 */
public sealed interface UpgradeEvent {
    /** Time of day of the event. */
    Instant at();

    /** The run that it belongs to, what it is about, and how many nodes are done. */
    EventSource source();

    /** A step began. */
    non-sealed interface StepStarted extends UpgradeEvent {
        /** Step of the run. */
        Step step();

        /** Resource that the step works on. */
        String object();

        /** Why the step is taken. */
        String reason();
    }

    /** A step ended. */
    non-sealed interface StepEnded extends UpgradeEvent {
        /** Step of the run. */
        Step step();

        /** Resource that the step works on. */
        String object();

        /** How long it took. */
        Duration took();
    }

    /** A step failed. */
    non-sealed interface StepFailed extends UpgradeEvent {
        /** Step of the run. */
        Step step();

        /** Resource that the step works on. */
        String object();

        /** Expected and actual state. */
        String why();
    }

    /** The roll began to wait for something new. */
    non-sealed interface Waiting extends UpgradeEvent {
        /** Step of the run. */
        Step step();

        /** Condition that it waits for. */
        String waitingFor();

        /** Limit of the wait. */
        Duration atMost();
    }

    /** A call failed and will be retried. */
    non-sealed interface Retrying extends UpgradeEvent {
        /** Operation that failed. */
        String operation();

        /** How many attempts failed. */
        int attempt();

        /** Time until the next attempt. */
        Duration delay();

        /** Why it failed. */
        String why();
    }

    /** A finding that does not stop the roll. */
    non-sealed interface Warned extends UpgradeEvent {
        /** The warning. */
        Finding finding();
    }

    /** The API server accepted the eviction of a pod. */
    non-sealed interface PodEvicted extends UpgradeEvent {
        /** Namespace and name of the pod. */
        String pod();

        /** Name of the node that the pod leaves. */
        String node();
    }

    /**
     * The rollout of a Deployment was restarted, so that another pod serves before its single replica leaves a node.
     */
    non-sealed interface DeploymentRestarted extends UpgradeEvent {
        /** Namespace and name of the Deployment. */
        String deployment();

        /** Namespace and name of the pod that leaves. */
        String pod();

        /** Name of the node that the pod leaves. */
        String node();
    }

    /**
     * The API server did not accept an eviction, or could not be asked. The drain requests it again later; an event
     * follows each response.
     */
    non-sealed interface EvictionRefused extends UpgradeEvent {
        /** Namespace and name of the pod. */
        String pod();

        /** Name of the node that the pod is to leave. */
        String node();

        /** Meaning of the response; neither {@code ACCEPTED} nor {@code GONE}. */
        EvictionAnswer.Verdict verdict();

        /** Message of the server; empty if it sent none. */
        Optional<String> message();
    }

    /** A pod was deleted in spite of its disruption budget, as the drain policy says. */
    non-sealed interface PodDeletedPastBudget extends UpgradeEvent {
        /** Namespace and name of the pod. */
        String pod();

        /** Name of the node that the pod leaves. */
        String node();

        /** Budget that blocked it, with its figures. */
        String budget();
    }

    /**
     * Another client deleted a pod after the API server had refused its eviction: an operator with an admission
     * webhook, for example.
     */
    non-sealed interface PodMovedByOthers extends UpgradeEvent {
        /** Namespace and name of the pod. */
        String pod();

        /** Name of the node that the pod leaves. */
        String node();

        /** Response of the server to the eviction. */
        String refusal();
    }

    /** The run answered a request that came with its lock, from the command line or another process. */
    non-sealed interface RequestAnswered extends UpgradeEvent {
        /** Request, with the run's answer. */
        AnsweredRequest answer();
    }

    /** A change was rolled back after a failure or a cancel. */
    non-sealed interface RolledBack extends UpgradeEvent {
        /** What was rolled back. */
        String what();
    }

    /** A new node has taken a node's place. */
    non-sealed interface NodeReplaced extends UpgradeEvent {
        /** What was done to the node. */
        NodeReport report();
    }

    /** The run is done with a node, however it ended: it is replaced, left aside, restored or unfinished. */
    non-sealed interface NodeEnded extends UpgradeEvent {
        /** What was done to the node. */
        NodeReport report();
    }

    /** A gate let something begin: a node, a node pool, a wave, the control plane. */
    non-sealed interface GatePassed extends UpgradeEvent {
        /** The gate, what began, and how long it waited. */
        GateRecord gate();
    }

    /**
     * A call of a port ended. Its {@link #source()} is the run. Only listeners that override
     * {@link UpgradeListener#onCallEnded} receive it.
     */
    non-sealed interface CallEnded extends UpgradeEvent {
        /** Simple name of the port's interface: {@code ManagedCluster}, {@code Workloads}, {@code LoadBalancer}. */
        String port();

        /** Name of the port's method. */
        String operation();

        /** Why it failed; empty if it did not. What is no {@link ServiceException} counts as {@code UNKNOWN}. */
        Optional<ServiceException.Outcome> failure();

        /** How long it took, its retries within the port included. */
        Duration took();
    }

    /** A probe's result changed: from available to unavailable, or back. */
    non-sealed interface ProbeChanged extends UpgradeEvent {
        /** What the probe checks. */
        String target();

        /** Result of the latest call. */
        ProbeResult result();
    }

    /** The roll ended; the last event. */
    non-sealed interface Ended extends UpgradeEvent {
        /** All that was done. */
        UpgradeReport report();
    }
}
