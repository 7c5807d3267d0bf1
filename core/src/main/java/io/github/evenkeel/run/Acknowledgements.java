package io.github.evenkeel.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Changes by other clients during the roll of a node that the plan accepts, so that a recovered run continues with
 * them.
 *
 * @param poolSizes by the identity of the pool
 * @param missingSets as load balancer and set, separated by a slash
 */
public record Acknowledgements(Map<String, Integer> poolSizes, Set<String> missingSets) {
    /** Nothing. */
    public static final Acknowledgements NOTHING = new Acknowledgements(Map.of(), Set.of());

    /** Copies the collections. */
    public Acknowledgements {
        poolSizes = Map.copyOf(poolSizes);
        missingSets = Set.copyOf(missingSets);
    }

    /**
     * One pool more; a later size takes the place of an earlier one.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Acknowledgements withPoolSize(String poolId, int size) {
        if (size < 0) {
            throw new IllegalArgumentException("the size of " + poolId + " is " + size + "; needed is none or more");
        }
        Map<String, Integer> more = new HashMap<>(poolSizes);
        more.put(poolId, size);
        return new Acknowledgements(more, missingSets);
    }

    /** One set more. */
    public Acknowledgements withMissingSet(String loadBalancerId, String set) {
        Set<String> more = new HashSet<>(missingSets);
        more.add(loadBalancerId + "/" + set);
        return new Acknowledgements(poolSizes, more);
    }

    /** The size that the pool may have now; empty if only the one that it had is right. */
    public OptionalInt sizeOf(String poolId) {
        Integer size = poolSizes.get(poolId);
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Whether the set may be gone. */
    public boolean isMissing(String loadBalancerId, String set) {
        return missingSets.contains(loadBalancerId + "/" + set);
    }
}
