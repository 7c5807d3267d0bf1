package io.github.evenkeel.run;

import io.github.evenkeel.spi.NodeCycling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Immutable selection of the node pools of a plan, with what it may do to them.
 *
 * @param ids of the pools; none for all of the cluster
 * @param images identities of the images that pools go to, by the pool; those of other pools are found
 * @param allowed whether pools may have node cycling on: it is switched off by their update
 * @param changes of their nodes, besides an upgrade
 */
public record PoolSelection(Set<String> ids, NodeCycling allowed, Map<String, String> images, NodeChanges changes) {
    /** All of them, as they are. */
    public static final PoolSelection ALL = new PoolSelection(Set.of(), NodeCycling.OFF, Map.of());

    /** For an upgrade. */
    public PoolSelection(Set<String> ids, NodeCycling allowed, Map<String, String> images) {
        this(ids, allowed, images, NodeChanges.NONE);
    }

    /** Copies the collections. */
    public PoolSelection {
        ids = Set.copyOf(ids);
        images = Map.copyOf(images);
    }

    /** Whether the plan is about a pool. */
    public boolean includes(String poolId) {
        return ids.isEmpty() || ids.contains(poolId);
    }

    /** The image that the plan names for a pool. */
    public Optional<String> imageOf(String poolId) {
        return Optional.ofNullable(images.get(poolId));
    }

    /** As a journal keeps it: the pools, and those with an image of their own with that. */
    public String text() {
        return Stream.concat(
                        ids.stream().sorted(),
                        images.entrySet().stream()
                                .map(image -> image.getKey() + "=" + image.getValue())
                                .sorted())
                .collect(Collectors.joining(" "));
    }

    /** Whether a pool may be updated that has it so. */
    public boolean allows(NodeCycling cycling) {
        return cycling == NodeCycling.OFF || allowed == NodeCycling.ON;
    }
}
