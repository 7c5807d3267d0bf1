package io.github.evenkeel.spi;

import java.time.Duration;
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
        return new Pod(
                "uid-of-" + name,
                "shop",
                name,
                "node-1",
                phase,
                owner,
                Map.of("app", "web"),
                Set.of(),
                traits,
                new Resources(100, 64 << 20, 1),
                0,
                Duration.ofSeconds(30),
                null);
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
        return new Pod(
                uid,
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.phase(),
                pod.controller(),
                pod.labels(),
                pod.claims(),
                traits,
                pod.requests(),
                pod.priority(),
                pod.grace(),
                pod.deletionDue());
    }

    public static Pod on(String node, Pod pod) {
        return new Pod(
                pod.uid() + "-on-" + node,
                pod.namespace(),
                pod.name(),
                node,
                pod.phase(),
                pod.controller(),
                pod.labels(),
                pod.claims(),
                pod.traits(),
                pod.requests(),
                pod.priority(),
                pod.grace(),
                pod.deletionDue());
    }

    private static Pod with(Pod pod, Map<String, String> labels, Set<String> claims, int priority) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.phase(),
                pod.controller(),
                labels,
                claims,
                pod.traits(),
                pod.requests(),
                priority,
                pod.grace(),
                null);
    }

    public static Pod leaving(Pod pod) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.phase(),
                pod.controller(),
                pod.labels(),
                pod.claims(),
                pod.traits(),
                pod.requests(),
                pod.priority(),
                pod.grace(),
                Instant.EPOCH);
    }

    public static Pod heldBy(String finalizer, Pod pod) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.phase(),
                pod.controller(),
                pod.labels(),
                pod.claims(),
                pod.traits(),
                pod.requests(),
                pod.priority(),
                pod.grace(),
                pod.deletionDue(),
                Set.of(finalizer),
                pod.scheduling());
    }

    public static Pod bound(Pod pod, Scheduling scheduling) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.phase(),
                pod.controller(),
                pod.labels(),
                pod.claims(),
                pod.traits(),
                pod.requests(),
                pod.priority(),
                pod.grace(),
                pod.deletionDue(),
                pod.finalizers(),
                scheduling);
    }

    public static ClusterNode node(String name, Map<String, String> labels, Taint... taints) {
        return new ClusterNode(
                "uid-of-" + name,
                name,
                "1",
                null,
                List.of(NodeAddress.internal(name)),
                ClusterNode.Origin.UNKNOWN,
                null,
                Map.of("Ready", ClusterNode.Condition.TRUE),
                ClusterNode.Cordon.NONE,
                new Resources(1000, 1L << 30, 10),
                labels,
                List.of(taints));
    }

    public static DisruptionBudget budget(String name, int healthy, int needed, int allowed) {
        return budget(name, "1", healthy, needed, allowed);
    }

    public static DisruptionBudget budget(String name, String revision, int healthy, int needed, int allowed) {
        return new DisruptionBudget(
                "shop",
                name,
                revision,
                PodSelector.ofLabels(Map.of("app", "web")),
                healthy,
                needed,
                healthy,
                allowed,
                0,
                Set.of(DisruptionBudget.Mode.OBSERVED));
    }
}
