package io.github.evenkeel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Immutable description of where and why an upgrade or a drain stopped, and of the state it left. Only the library
 * implements it; methods may be added in any release.
 */
public interface Failure {
    /** Step that could not be finished. */
    Step step();

    /** Resource that the step worked on. */
    String object();

    /** State that the step needs. */
    String expected();

    /** State that it has. */
    String actual();

    /** Identity of the last call to a service, for its support; empty if none is known. */
    Optional<String> requestId();

    /** Time since the run began. */
    Duration elapsed();

    /** What was rolled back. */
    List<String> rolledBack();

    /** Manual steps that remain, in order. */
    List<ManualStep> manualSteps();

    /** A few lines that can be pasted into a ticket. */
    @Override
    String toString();
}
