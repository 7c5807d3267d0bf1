package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.oci.BackendState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses the backend for a request, as the policy "weighted round robin" of the OCI load balancer does: healthy ones
 * that are neither drained nor offline, in proportion to their weights, and backups only when all others fail their
 * health check. A drained or offline backend does not count as failing it: then backups get nothing. Thread-safe.
 */
final class BackendChoice {
    private final Map<String, Integer> credit = new HashMap<>();

    /** Answers with nothing if no backend can serve. */
    synchronized Optional<BackendState> choose(List<BackendState> backends, Predicate<String> healthy) {
        List<BackendState> candidates = candidates(backends, healthy);
        credit.keySet().retainAll(candidates.stream().map(BackendState::name).toList());
        // Each backend earns its weight; the one with the most credit serves, and pays the sum of all weights: this
        // spreads any weights evenly.
        BackendState richest = null;
        int all = 0;
        for (BackendState candidate : candidates) {
            all += candidate.weight();
            int mine = credit.merge(candidate.name(), candidate.weight(), Integer::sum);
            if (richest == null || mine > credit.getOrDefault(richest.name(), 0)) {
                richest = candidate;
            }
        }
        if (richest != null) {
            credit.merge(richest.name(), -all, Integer::sum);
        }
        return Optional.ofNullable(richest);
    }

    private static List<BackendState> candidates(List<BackendState> backends, Predicate<String> healthy) {
        List<BackendState> primaries =
                backends.stream().filter(backend -> !backend.backup()).toList();
        boolean allFail = primaries.stream().allMatch(backend -> isOpen(backend) && !healthy.test(backend.name()));
        return (allFail ? backends : primaries)
                .stream()
                        .filter(backend -> isOpen(backend) && healthy.test(backend.name()))
                        .toList();
    }

    private static boolean isOpen(BackendState backend) {
        return !backend.drain() && !backend.offline();
    }
}
