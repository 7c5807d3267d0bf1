package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the status of disruption budgets, by which evictions are let through or refused. */
final class DisruptionBudgets implements Controller {
    /** After it, a pod that was to be evicted and has not been told to end counts again. */
    private static final Duration EVICTION_TIMEOUT = Duration.ofMinutes(2);

    private final Registry registry;
    private final Scales scales;
    private final BudgetMembers members;
    /** Budgets with evictions that are not under way yet. */
    private final Set<ObjectKey> disrupted = new HashSet<>();

    DisruptionBudgets(Registry registry, Scales scales) {
        this.registry = registry;
        this.scales = scales;
        members = new BudgetMembers(registry.store());
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.DISRUPTION_BUDGETS)) {
            members.budget(change);
            dirty.accept(change.latest().key());
        } else if (change.type().equals(ResourceTypes.PODS)) {
            members.pod(change, dirty);
        } else if (scales.isScalable(change.type())) {
            StoredObject pod = scales.somePodOf(change.latest());
            if (pod != null) {
                members.covering(pod, dirty);
            }
        }
    }

    @Override
    public void tick(Consumer<ObjectKey> dirty) {
        disrupted.forEach(dirty);
    }

    @Override
    public void reconcile(ObjectKey key) {
        disrupted.remove(key);
        if (registry.store().find(key) == null) {
            return;
        }
        registry.modify(key, Part.STATUS, WriteMode.COMMIT, budget -> {
            // Within the write, so that no eviction comes between counting and stating.
            List<StoredObject> pods = members.of(key);
            ObjectNode pending = pending(budget.path("status").path("disruptedPods"), pods);
            if (!pending.isEmpty()) {
                disrupted.add(key);
            }
            try {
                int healthy = (int) pods.stream()
                        .filter(pod -> pod.podFacts().isReady() && !pod.isTerminating() && !pending.has(pod.name()))
                        .count();
                describe(
                        budget,
                        pending,
                        BudgetArithmetic.of(budget.path("spec"), pods.size(), () -> scales.of(pods), healthy));
            } catch (IllegalArgumentException | IllegalStateException e) {
                // As in the real controller, the generation does not count as observed.
                Status status = Status.of(budget);
                status.number("disruptionsAllowed", 0);
                condition(status, "False", "SyncFailed", e.getMessage(), budget);
            }
            return budget;
        });
    }

    private static void describe(ObjectNode budget, ObjectNode pending, BudgetArithmetic numbers) {
        int generation = budget.path("metadata").path("generation").asInt();
        ObjectNode node = budget.withObjectProperty("status");
        if (pending.isEmpty()) {
            node.remove("disruptedPods");
        } else {
            node.set("disruptedPods", pending);
        }
        Status status = Status.of(budget);
        status.number("observedGeneration", generation);
        status.number("expectedPods", numbers.expected());
        status.number("desiredHealthy", numbers.desired());
        status.number("currentHealthy", numbers.healthy());
        status.number("disruptionsAllowed", numbers.allowed());
        if (numbers.allowed() > 0) {
            condition(status, "True", "SufficientPods", "", budget);
        } else {
            condition(status, "False", "InsufficientPods", "", budget);
        }
    }

    private static void condition(
            Status status, String value, String reason, @Nullable String message, ObjectNode budget) {
        status.condition("DisruptionAllowed", value, reason, message == null ? "" : message)
                .put(
                        "observedGeneration",
                        budget.path("status").path("observedGeneration").asInt());
    }

    /** Those of the evicted pods that are still to be told to end. */
    private static ObjectNode pending(JsonNode disruptedPods, List<StoredObject> pods) {
        ObjectNode pending = Json.object();
        Instant expired = Instant.now().minus(EVICTION_TIMEOUT);
        for (StoredObject pod : pods) {
            JsonNode since = disruptedPods.path(pod.name());
            if (since.isTextual()
                    && !pod.isTerminating()
                    && !Instant.parse(since.asText()).isBefore(expired)) {
                pending.set(pod.name(), since);
            }
        }
        return pending;
    }
}
