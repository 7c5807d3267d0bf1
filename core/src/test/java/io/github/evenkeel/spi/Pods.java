package io.github.evenkeel.spi;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods, budgets and nodes for tests: sound unless told otherwise. */
public final class Pods {
    private Pods() {}

    public static Owner owner(String kind, String name) {
        return new Owner(kind.equals("Job") ? "batch/v1" : "apps/v1", kind, name, "uid-of-" + name);
    }

    public static Pod of(String name, @Nullable Owner owner, Pod.Trait... traits) {
        Set<Pod.Trait> all = new HashSet<>(Set.of(traits));
        all.add(Pod.Trait.READY);
        return pod(name, owner, Pod.Phase.RUNNING, all);
    }

    public static Pod pod(String name, @Nullable Owner owner, Pod.Phase phase, Set<Pod.Trait> traits) {
        return Pod.builder("uid-of-" + name, "shop", name)
                .nodeName("node-1")
                .phase(phase)
                .controller(owner)
                .labels(Map.of("app", "web"))
                .traits(traits)
                .requests(new Resources(100, 64 << 20, 1))
                .build();
    }

    public static Pod labelled(String name, Map<String, String> labels) {
        return with(of(name, owner("ReplicaSet", "web")), labels, Set.of(), 0);
    }

    public static Pod important(String name, int priority) {
        return with(of(name, owner("ReplicaSet", "web")), Map.of("app", "web"), Set.of(), priority);
    }

    public static Pod claiming(String name, String claim) {
        return claimingAs("db", name, claim);
    }

    public static Pod claimingAs(String app, String name, String claim) {
        return with(of(name, owner("StatefulSet", app)), Map.of("app", app), Set.of(claim), 0);
    }

    public static Pod tolerant(Pod pod, String uid) {
        Set<Pod.Trait> traits = new HashSet<>(pod.traits());
        traits.add(Pod.Trait.TOLERATES_CORDON);
        return pod.toBuilder().uid(uid).traits(traits).build();
    }

    public static Pod on(String node, Pod pod) {
        return pod.toBuilder().uid(pod.uid() + "-on-" + node).nodeName(node).build();
    }

    private static Pod with(Pod pod, Map<String, String> labels, Set<String> claims, int priority) {
        return pod.toBuilder()
                .labels(labels)
                .claims(claims)
                .priority(priority)
                .deletionDue(null)
                .build();
    }

    public static Pod leaving(Pod pod) {
        return pod.toBuilder().deletionDue(Instant.EPOCH).build();
    }

    public static Pod heldBy(String finalizer, Pod pod) {
        return pod.toBuilder().finalizers(Set.of(finalizer)).build();
    }

    public static Pod bound(Pod pod, Scheduling scheduling) {
        return pod.toBuilder().scheduling(scheduling).build();
    }

    public static ClusterNode node(String name, Map<String, String> labels, Taint... taints) {
        return ClusterNode.builder("uid-of-" + name, name)
                .revision("1")
                .addresses(List.of(NodeAddress.internal(name)))
                .conditions(Map.of("Ready", ClusterNode.Condition.TRUE))
                .allocatable(new Resources(1000, 1L << 30, 10))
                .labels(labels)
                .taints(List.of(taints))
                .build();
    }

    public static DisruptionBudget budget(String name, int healthy, int needed, int allowed) {
        return budget(name, "1", healthy, needed, allowed);
    }

    public static DisruptionBudget budget(String name, String revision, int healthy, int needed, int allowed) {
        return DisruptionBudget.builder("shop", name, PodSelector.ofLabels(Map.of("app", "web")))
                .revision(revision)
                .healthy(healthy)
                .needed(needed)
                .expected(healthy)
                .allowed(allowed)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
    }
}
