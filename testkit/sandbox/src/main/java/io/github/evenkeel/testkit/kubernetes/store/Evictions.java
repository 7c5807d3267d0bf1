package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * The eviction of pods as the API server does it: within what the disruption budget of the pod allows, see the API
 * reference of policy/v1 Eviction. Thread-safe.
 */
public final class Evictions {
    private static final String REFUSAL = "Cannot evict pod as it would violate the pod's disruption budget.";
    private static final int NOT_OBSERVED_RETRY_SECONDS = 10;

    private final Registry registry;
    private final ObjectStore store;

    /** Evicts pods of a registry. */
    public Evictions(Registry registry) {
        this.registry = registry;
        store = registry.store();
    }

    /**
     * Deletes the pod if no budget stands against it.
     *
     * @throws StatusException 429 if the budget allows no disruption now, 403 if the namespace is being deleted, 404 or
     *     409 as for a deletion, 500 if the pod has more than one budget
     */
    public void evict(ObjectKey key, DeleteOptions options) {
        store.transact(() -> {
            Namespaces.requireActive(store, key);
            StoredObject pod = store.get(key);
            DeleteOptions deletion = passesBudgets(pod) ? options : allow(pod, options);
            deletion.check(pod);
            if (options.mode() == WriteMode.COMMIT && !pod.isTerminating()) {
                deletion.check(pod);
                registry.modify(key, Part.WHOLE, WriteMode.COMMIT, Evictions::withDisruptionTarget);
                // The condition has made a new version of the one that was asked for.
                deletion = new DeleteOptions(
                        deletion.gracePeriodSeconds(), deletion.uid(), null, deletion.dependents(), deletion.mode());
            }
            return registry.delete(key, deletion);
        });
    }

    /**
     * The check that the server makes before it asks webhooks.
     *
     * @throws StatusException 403 if the namespace is being deleted
     */
    public void requireActiveNamespace(ObjectKey key) {
        Namespaces.requireActive(store, key);
    }

    /** Whether the server evicts the pod without asking a budget. */
    public static boolean passesBudgets(StoredObject pod) {
        PodFacts facts = pod.podFacts();
        return facts.isFinished() || facts.phase().equals("Pending") || pod.isTerminating();
    }

    /** Asks the budget of the pod, and takes from it unless this is a dry run. */
    private DeleteOptions allow(StoredObject pod, DeleteOptions options) {
        List<StoredObject> budgets =
                store
                        .select(Selection.in(ResourceTypes.DISRUPTION_BUDGETS, pod.namespace(), LabelSelector.ALL))
                        .stream()
                        .filter(budget ->
                                budget.selector() != null && budget.selector().matches(pod.labels()))
                        .toList();
        if (budgets.size() > 1) {
            throw StatusException.of(
                    500,
                    "",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        if (budgets.isEmpty()) {
            return options;
        }
        StoredObject budget = budgets.get(0);
        ObjectNode tree = budget.tree();
        options.check(pod);
        if (!pod.podFacts().isReady() && mayGoUnready(tree)) {
            return options;
        }
        check(budget.name(), tree);
        if (options.mode() == WriteMode.COMMIT) {
            registry.modify(budget.key(), Part.STATUS, WriteMode.COMMIT, object -> taken(object, pod.name()));
        }
        return options;
    }

    private static boolean mayGoUnready(JsonNode budget) {
        if (budget.path("spec").path("unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")) {
            return true;
        }
        int desired = budget.path("status").path("desiredHealthy").asInt();
        return desired > 0 && budget.path("status").path("currentHealthy").asInt() >= desired;
    }

    private static void check(String name, JsonNode budget) {
        JsonNode status = budget.path("status");
        if (status.path("observedGeneration").asInt()
                < budget.path("metadata").path("generation").asInt()) {
            throw StatusException.tooManyRequests(REFUSAL, NOT_OBSERVED_RETRY_SECONDS)
                    .because(cause("The disruption budget " + name + " is still being processed by the server."));
        }
        if (status.path("disruptionsAllowed").asInt() > 0) {
            return;
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("DisruptionAllowed")
                    && condition.path("reason").asText().equals("SyncFailed")) {
                throw StatusException.tooManyRequests(REFUSAL, 0)
                        .because(cause("The disruption budget " + name
                                + " does not allow evicting pods currently because it failed sync: "
                                + condition.path("message").asText()));
            }
        }
        throw StatusException.tooManyRequests(REFUSAL, 0)
                .because(cause("The disruption budget " + name + " needs "
                        + status.path("desiredHealthy").asInt() + " healthy pods and has "
                        + status.path("currentHealthy").asInt() + " currently"));
    }

    private static ObjectNode taken(ObjectNode budget, String podName) {
        ObjectNode status = budget.withObjectProperty("status");
        status.put("disruptionsAllowed", status.path("disruptionsAllowed").asInt() - 1);
        status.withObjectProperty("disruptedPods").put(podName, Json.time(Instant.now()));
        return budget;
    }

    private static ObjectNode withDisruptionTarget(ObjectNode pod) {
        pod.withObjectProperty("status")
                .withArrayProperty("conditions")
                .addObject()
                .put("type", "DisruptionTarget")
                .put("status", "True")
                .put("reason", "EvictionByEvictionAPI")
                .put("message", "Eviction API: evicting")
                .put("lastTransitionTime", Json.time(Instant.now()));
        return pod;
    }

    private static StatusException.Cause cause(String message) {
        return new StatusException.Cause("DisruptionBudget", message, "");
    }
}
