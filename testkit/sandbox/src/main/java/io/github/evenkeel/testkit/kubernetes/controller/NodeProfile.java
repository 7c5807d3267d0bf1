package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.PodRequests;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Properties of a node that matter for scheduling.
 *
 * @param name of the node
 * @param labels of the node
 * @param taints with those that the node lifecycle is about to add because it is not ready or cordoned
 * @param milliCpu allocatable thousandths of a core
 * @param memory allocatable bytes
 * @param pods how many it may have
 */
record NodeProfile(String name, Map<String, String> labels, List<Taint> taints, long milliCpu, long memory, long pods) {
    NodeProfile {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    static NodeProfile of(StoredObject node) {
        ObjectNode tree = node.tree();
        List<Taint> taints = new ArrayList<>();
        tree.path("spec").path("taints").forEach(taint -> taints.add(Taint.of(taint)));
        NodeCondition.taints(tree).stream()
                .filter(taint -> !taints.contains(taint))
                .forEach(taints::add);
        JsonNode allocatable = tree.path("status").path("allocatable");
        return new NodeProfile(
                node.name(),
                node.labels(),
                taints,
                PodRequests.amount(allocatable.path("cpu"), BigDecimal.valueOf(1000)),
                PodRequests.amount(allocatable.path("memory"), BigDecimal.ONE),
                PodRequests.amount(allocatable.path("pods"), BigDecimal.ONE));
    }

    /** The first taint that keeps new pods with these tolerations away; null if there is none. */
    @Nullable
    Taint refusing(List<Toleration> tolerations) {
        for (Taint taint : taints) {
            if (taint.isBlocking() && !isTolerated(taint, tolerations)) {
                return taint;
            }
        }
        return null;
    }

    /** Whether pods with these tolerations that run there have to go. */
    boolean expels(List<Toleration> tolerations) {
        return taints.stream().anyMatch(taint -> taint.isExpelling() && !isTolerated(taint, tolerations));
    }

    private static boolean isTolerated(Taint taint, List<Toleration> tolerations) {
        return tolerations.stream().anyMatch(toleration -> toleration.tolerates(taint));
    }
}
