package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast replicas move from old replica sets to the present one.
 *
 * @param replicas of the deployment
 * @param maxSurge how many more there may be meanwhile
 * @param maxUnavailable how many of them may be missing meanwhile
 * @param strategy of the deployment
 */
record Rollout(int replicas, int maxSurge, int maxUnavailable, Strategy strategy) {
    enum Strategy {
        ROLLING_UPDATE,
        RECREATE
    }

    static Rollout of(JsonNode spec) {
        int replicas = spec.path("replicas").asInt();
        if (spec.path("strategy").path("type").asText().equals("Recreate")) {
            return new Rollout(replicas, 0, replicas, Strategy.RECREATE);
        }
        JsonNode rolling = spec.path("strategy").path("rollingUpdate");
        int surge = new IntOrPercent(rolling.path("maxSurge")).roundedUp(replicas);
        int unavailable = new IntOrPercent(rolling.path("maxUnavailable")).roundedDown(replicas);
        // Both zero would never get anywhere.
        return new Rollout(replicas, surge, surge == 0 && unavailable == 0 ? 1 : unavailable, Strategy.ROLLING_UPDATE);
    }

    int leastAvailable() {
        return Math.max(0, replicas - maxUnavailable);
    }

    /** How many replicas the present replica set is to have now. */
    int presentReplicas(ReplicaCount present, List<ReplicaCount> old) {
        if (strategy == Strategy.RECREATE) {
            boolean oldAreGone = old.stream().allMatch(count -> count.existing() == 0 && count.wanted() == 0);
            return oldAreGone ? replicas : Math.min(replicas, present.wanted());
        }
        int room = replicas
                + maxSurge
                - present.wanted()
                - old.stream().mapToInt(ReplicaCount::wanted).sum();
        return Math.min(replicas, present.wanted() + Math.max(0, room));
    }

    /** The old replica sets that are to have fewer replicas now, with how many. */
    List<ReplicaCount> shrunk(ReplicaCount present, List<ReplicaCount> old) {
        int available = Math.min(present.ready(), replicas)
                + old.stream().mapToInt(ReplicaCount::wanted).sum();
        int removable = strategy == Strategy.RECREATE ? Integer.MAX_VALUE : available - leastAvailable();
        List<ReplicaCount> shrunk = new ArrayList<>();
        for (ReplicaCount count : old) {
            int removed = Math.min(count.wanted(), removable);
            if (removed > 0) {
                shrunk.add(count.withWanted(count.wanted() - removed));
                removable -= removed;
            }
        }
        return shrunk;
    }
}
