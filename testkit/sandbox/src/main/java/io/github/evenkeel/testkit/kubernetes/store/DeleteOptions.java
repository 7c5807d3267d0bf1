package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Options of a deletion.
 *
 * @param gracePeriodSeconds null for the object's own
 * @param uid the object must have, null for any
 * @param resourceVersion the object must have, null for any
 * @param dependents what happens to the objects that it owns
 * @param mode whether it takes effect
 */
public record DeleteOptions(
        @Nullable Long gracePeriodSeconds,
        @Nullable String uid,
        @Nullable String resourceVersion,
        Dependents dependents,
        WriteMode mode) {

    /** What happens to the objects that a deleted one owns. */
    public enum Dependents {
        /** They go too, soon after. */
        DELETE,
        /** They stay and lose their owner. */
        ORPHAN
    }

    /** No conditions. */
    public static DeleteOptions plain() {
        return new DeleteOptions(null, null, null, Dependents.DELETE, WriteMode.COMMIT);
    }

    /** At once, as long as it is that object. */
    public static DeleteOptions now(String uid) {
        return new DeleteOptions(0L, uid, null, Dependents.DELETE, WriteMode.COMMIT);
    }

    /** Reads a request's DeleteOptions. */
    public static DeleteOptions of(JsonNode options) {
        JsonNode grace = options.path("gracePeriodSeconds");
        JsonNode preconditions = options.path("preconditions");
        return new DeleteOptions(
                grace.isNumber() ? Long.valueOf(grace.asLong()) : null,
                text(preconditions.path("uid")),
                text(preconditions.path("resourceVersion")),
                options.path("propagationPolicy").asText().equals("Orphan")
                                || options.path("orphanDependents").asBoolean()
                        ? Dependents.ORPHAN
                        : Dependents.DELETE,
                options.path("dryRun").isEmpty() ? WriteMode.COMMIT : WriteMode.DRY_RUN);
    }

    /** The same without effect. */
    public DeleteOptions dryRun() {
        return new DeleteOptions(gracePeriodSeconds, uid, resourceVersion, dependents, WriteMode.DRY_RUN);
    }

    /** The same with another grace period. */
    public DeleteOptions withGrace(long seconds) {
        return new DeleteOptions(seconds, uid, resourceVersion, dependents, mode);
    }

    /** The same on condition of a version, unless it has such a condition. */
    public DeleteOptions ifVersion(long revision) {
        return resourceVersion != null
                ? this
                : new DeleteOptions(gracePeriodSeconds, uid, Long.toString(revision), dependents, mode);
    }

    void check(StoredObject object) {
        if (uid != null && !uid.equals(object.uid())) {
            throw StatusException.conflict(
                    object.type(),
                    object.name(),
                    "the UID in the precondition (" + uid + ") does not match the UID in record (" + object.uid()
                            + "). The object might have been deleted and then recreated");
        }
        if (resourceVersion != null && !resourceVersion.equals(Long.toString(object.revision()))) {
            throw StatusException.conflict(
                    object.type(),
                    object.name(),
                    "the ResourceVersion in the precondition (" + resourceVersion
                            + ") does not match the ResourceVersion in record (" + object.revision()
                            + "). The object might have been modified");
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
