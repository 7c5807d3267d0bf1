package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which pods each disruption budget covers, kept up to date so that no budget needs to look through all pods. */
final class BudgetMembers {
    private static final class Budget {
        final LabelSelector selector;
        final Set<ObjectKey> pods = new HashSet<>();

        Budget(LabelSelector selector) {
            this.selector = selector;
        }
    }

    private final ObjectStore store;
    private final Map<String, Map<ObjectKey, Budget>> byNamespace = new HashMap<>();

    BudgetMembers(ObjectStore store) {
        this.store = store;
    }

    /** Notes another version of a budget. */
    void budget(Change change) {
        StoredObject latest = change.latest();
        Map<ObjectKey, Budget> budgets = byNamespace.computeIfAbsent(latest.namespace(), absent -> new HashMap<>());
        LabelSelector selector = change.isRemoval() ? null : latest.selector();
        if (selector == null) {
            budgets.remove(latest.key());
            return;
        }
        Budget known = budgets.get(latest.key());
        if (known == null || isChanged(change)) {
            Budget budget = new Budget(selector);
            store.select(Selection.in(ResourceTypes.PODS, latest.namespace(), selector))
                    .forEach(pod -> budget.pods.add(pod.key()));
            budgets.put(latest.key(), budget);
        }
    }

    /** Notes another version of a pod, and names the budgets that cover it or did. */
    void pod(Change change, Consumer<ObjectKey> affected) {
        StoredObject pod = change.latest();
        byNamespace.getOrDefault(pod.namespace(), Map.of()).forEach((key, budget) -> {
            boolean covered = !change.isRemoval() && budget.selector.matches(pod.labels());
            boolean was = covered ? !budget.pods.add(pod.key()) : budget.pods.remove(pod.key());
            if (covered || was) {
                affected.accept(key);
            }
        });
    }

    /** The budgets that cover a pod. */
    void covering(StoredObject pod, Consumer<ObjectKey> found) {
        byNamespace.getOrDefault(pod.namespace(), Map.of()).forEach((key, budget) -> {
            if (budget.selector.matches(pod.labels())) {
                found.accept(key);
            }
        });
    }

    /** The pods that a budget covers, as they are now. */
    List<StoredObject> of(ObjectKey key) {
        Budget budget = byNamespace.getOrDefault(key.namespace(), Map.of()).get(key);
        if (budget == null) {
            return List.of();
        }
        List<StoredObject> pods = new ArrayList<>(budget.pods.size());
        for (ObjectKey podKey : budget.pods) {
            StoredObject pod = store.find(podKey);
            if (pod != null) {
                pods.add(pod);
            }
        }
        return pods;
    }

    private static boolean isChanged(Change change) {
        StoredObject before = change.before();
        return before == null
                || !before.tree()
                        .path("spec")
                        .path("selector")
                        .equals(change.latest().tree().path("spec").path("selector"));
    }
}
