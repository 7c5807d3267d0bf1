package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses a node for one pod, and counts the reasons against the others. */
final class Placement {
    private final StoredObject pod;
    private final NodeAffinity affinity;
    private final List<Toleration> tolerations;
    private final List<AntiAffinity> antiAffinity;
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int considered;
    private @Nullable Candidate best;

    private record Candidate(String node, long disliked, int ofOwner, long freeMilliCpu) {
        boolean isBetterThan(@Nullable Candidate other) {
            return other == null
                    || Comparator.comparingLong(Candidate::disliked)
                                    .thenComparingInt(Candidate::ofOwner)
                                    .thenComparing(Comparator.comparingLong(Candidate::freeMilliCpu)
                                            .reversed())
                                    .compare(this, other)
                            < 0;
        }
    }

    Placement(StoredObject pod, JsonNode spec) {
        this.pod = pod;
        affinity = new NodeAffinity(spec);
        tolerations = Toleration.ofPod(spec);
        antiAffinity = AntiAffinity.ofPod(pod.namespace(), spec);
    }

    @Nullable
    String onlyNode() {
        return affinity.onlyNode();
    }

    void consider(NodeProfile node, NodeLoad load) {
        considered++;
        String refusal = refusal(node, load);
        if (refusal != null) {
            refusals.merge(refusal, 1, Integer::sum);
            return;
        }
        long disliked = 0;
        for (AntiAffinity term : antiAffinity) {
            disliked += term.weight() * term.matchesOn(load);
        }
        Candidate candidate =
                new Candidate(node.name(), disliked, load.ofOwner(pod.ownerUid()), load.freeMilliCpu(node));
        if (candidate.isBetterThan(best)) {
            best = candidate;
        }
    }

    /** The best node of those considered; null if none will do. */
    @Nullable
    String chosen() {
        return best == null ? null : best.node();
    }

    /** In the words of the real scheduler. */
    String explanation() {
        String reasons = refusals.entrySet().stream()
                .map(refusal -> refusal.getValue() + " " + refusal.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        return "0/" + considered + " nodes are available" + (reasons.isEmpty() ? "." : ": " + reasons + ".");
    }

    private @Nullable String refusal(NodeProfile node, NodeLoad load) {
        Taint taint = node.refusing(tolerations);
        if (taint != null) {
            return taint.equals(Taint.UNSCHEDULABLE)
                    ? "node(s) were unschedulable"
                    : "node(s) had untolerated taint " + taint;
        }
        if (!affinity.matches(node)) {
            return "node(s) didn't match Pod's node affinity/selector";
        }
        for (AntiAffinity term : antiAffinity) {
            if (term.isRequired() && term.matchesOn(load) > 0) {
                return "node(s) didn't match pod anti-affinity rules";
            }
        }
        return load.lacks(node, pod.podFacts().requests());
    }
}
