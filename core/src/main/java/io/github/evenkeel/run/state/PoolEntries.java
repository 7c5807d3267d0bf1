package io.github.evenkeel.run.state;

import java.util.Optional;

/**
 * Entries of one pool, which are written together with those of its nodes.
 *
 * @param instances that it had before the run changed it
 * @param surge what the run has added to it; empty if that is nothing
 */
public record PoolEntries(InstancesEntry instances, Optional<SurgeEntry> surge) {}
