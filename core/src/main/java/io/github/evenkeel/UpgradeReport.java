package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Immutable report of what a roll did. Only the library implements it; methods may be added in any release. */
public interface UpgradeReport {
    /** Identity of the run, which it leaves as a mark on what it changes. */
    String runId();

    /** Identity of the cluster. */
    String clusterId();

    /** How it ended. */
    Outcome outcome();

    /** When it began. */
    Instant started();

    /** How long it took. */
    Duration took();

    /** Steps outside the single nodes: control plane, node pools, verification. */
    List<StepRecord> preparation();

    /** Nodes of the plan, in order. */
    List<NodeReport> nodes();

    /** One line for each probe. */
    List<ProbeReport> probes();

    /**
     * What the gates have let begin, gate by gate; for a recovered run also what they let begin before, as far as the
     * journal has it.
     */
    List<GateRecord> gates();

    /** Findings that did not stop the roll. */
    List<Finding> warnings();

    /**
     * What was forecast when the roll was decided, to be seen beside what happened; empty for a recovered run, or if
     * nothing was decided.
     */
    Optional<Forecast> forecast();

    /**
     * All that is left to do by hand, however the roll ended: what its failure names, what is left to do about nodes
     * that were left aside, and what could not be put back in the end; empty if nothing is.
     */
    List<ManualStep> manualSteps();

    /** Where and why it stopped; empty if it completed. */
    Optional<Failure> failure();

    /** How a roll ended. */
    enum Outcome {
        /** All nodes are replaced, but for those that the rollout lets the roll leave aside. */
        COMPLETED,
        /** It stopped with a failure. */
        FAILED,
        /** It was cancelled. */
        CANCELLED,
        /** The pod in which it ran was evicted: another process recovers it. */
        HANDED_OVER
    }
}
