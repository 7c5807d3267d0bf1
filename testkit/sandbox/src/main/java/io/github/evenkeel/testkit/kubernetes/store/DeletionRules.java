package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** When an object that is deleted goes at once, and when it waits for grace or finalizers. */
final class DeletionRules {
    enum Effect {
        UNCHANGED,
        PENDING,
        REMOVED
    }

    private DeletionRules() {}

    /** Applies a request to delete to the object's tree. */
    static Effect begin(StoredObject object, ObjectNode tree, DeleteOptions options, Instant now) {
        ObjectNode metadata = tree.withObjectProperty("metadata");
        long grace = object.type().equals(ResourceTypes.PODS) ? grace(object.podFacts(), tree, options) : 0;
        boolean before = object.isTerminating();
        long graceBefore = metadata.path("deletionGracePeriodSeconds").asLong();
        if (before && graceBefore > 0 && grace >= graceBefore) {
            // A second request can only shorten the grace.
            return Effect.UNCHANGED;
        }
        if (grace == 0 && !hasFinalizers(tree)) {
            return Effect.REMOVED;
        }
        if (before && graceBefore == 0) {
            return Effect.UNCHANGED;
        }
        // Counted from the first request: that is the stated time less the grace stated with it.
        Instant since = before
                ? Instant.parse(metadata.path("deletionTimestamp").asText()).minusSeconds(graceBefore)
                : now;
        metadata.put("deletionTimestamp", Json.time(since.plusSeconds(grace)));
        metadata.put("deletionGracePeriodSeconds", (int) grace);
        if (object.type().equals(ResourceTypes.NAMESPACES)) {
            tree.withObjectProperty("status").put("phase", "Terminating");
        }
        return Effect.PENDING;
    }

    /** Whether an object being deleted has nothing left to wait for. */
    static boolean isFinished(ObjectNode tree) {
        JsonNode metadata = tree.path("metadata");
        return metadata.has("deletionTimestamp")
                && metadata.path("deletionGracePeriodSeconds").asLong() == 0
                && !hasFinalizers(tree);
    }

    private static boolean hasFinalizers(ObjectNode tree) {
        // Namespaces have finalizers of their own in the spec.
        return !tree.path("metadata").path("finalizers").isEmpty()
                || !tree.path("spec").path("finalizers").isEmpty();
    }

    private static long grace(PodFacts pod, ObjectNode tree, DeleteOptions options) {
        if (!pod.isBound() || pod.isFinished()) {
            return 0;
        }
        Long asked = options.gracePeriodSeconds();
        long grace = asked != null
                ? asked
                : tree.path("spec").path("terminationGracePeriodSeconds").asLong(30);
        return grace < 0 ? 1 : grace;
    }
}
