package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Runs pods until as many have succeeded as a job needs, or too many have failed. */
final class Jobs extends Workload {
    Jobs(Registry registry, Owners owners) {
        super(ResourceTypes.JOBS, ResourceTypes.PODS, registry, owners);
    }

    @Override
    void sync(StoredObject job, ObjectNode tree) {
        if (isOver(tree)) {
            return;
        }
        JsonNode spec = tree.path("spec");
        List<StoredObject> pods = ownedBy(job);
        int completions = spec.path("completions").asInt();
        // Pods that have succeeded may be deleted before the job is over.
        int succeeded = Math.max(
                inPhase(pods, "Succeeded"),
                tree.path("status").path("succeeded").asInt());
        int failed = Math.max(
                inPhase(pods, "Failed"), tree.path("status").path("failed").asInt());
        List<StoredObject> active =
                new ArrayList<>(pods.stream().filter(Workload::isActive).toList());
        boolean complete = succeeded >= completions;
        boolean hopeless = failed > spec.path("backoffLimit").asInt();
        if (complete || hopeless) {
            active.forEach(this::delete);
            active.clear();
        } else {
            int wanted = Math.min(spec.path("parallelism").asInt(), completions - succeeded);
            while (active.size() < wanted) {
                active.add(create(job, pod(job, tree)));
            }
        }
        report(job, tree, status -> {
            status.textIfAbsent("startTime", Json.time(Instant.now()));
            status.count("active", active.size());
            status.count("ready", ready(active));
            status.count("succeeded", succeeded);
            status.count("failed", failed);
            if (complete) {
                status.textIfAbsent("completionTime", Json.time(Instant.now()));
                status.condition("Complete", "True", "CompletionsReached", "Reached expected number of succeeded pods");
            } else if (hopeless) {
                status.condition(
                        "Failed", "True", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
            }
        });
    }

    private static boolean isOver(JsonNode job) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            String type = condition.path("type").asText();
            if (type.equals("Complete") || type.equals("Failed")) {
                return true;
            }
        }
        return false;
    }

    private static int inPhase(Collection<StoredObject> pods, String phase) {
        return (int) pods.stream()
                .filter(pod -> pod.podFacts().phase().equals(phase))
                .count();
    }

    private static ObjectNode pod(StoredObject job, ObjectNode tree) {
        ObjectNode pod = Template.of(tree).pod(job);
        pod.withObjectProperty("metadata")
                .put("generateName", job.name() + "-")
                .withObjectProperty("labels")
                .put("job-name", job.name())
                .put("batch.kubernetes.io/job-name", job.name())
                .put("batch.kubernetes.io/controller-uid", job.uid());
        return pod;
    }
}
