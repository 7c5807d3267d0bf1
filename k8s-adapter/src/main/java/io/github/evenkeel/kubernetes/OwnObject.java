package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * API object that belongs to this library, and is written by compare-and-set on its revision. Its label says so: an
 * object of that name without the label belongs to another owner, and is neither read nor written.
 */
final class OwnObject<T extends HasMetadata> {
    private static final String LABEL = "app.kubernetes.io/managed-by";
    private static final String OURS = "evenkeel";

    private final ApiServer server;
    private final String place;
    private final String collection;
    private final String name;
    private final Class<T> type;
    private final Verbs verbs;

    /** Permissions of its calls. */
    record Verbs(Permission get, Permission create, Permission patch) {}

    OwnObject(ApiServer server, String place, String collection, String name, Class<T> type, Verbs verbs) {
        this.server = server;
        this.place = place;
        this.collection = collection;
        this.name = name;
        this.type = type;
        this.verbs = verbs;
    }

    /** Kind, namespace and name. */
    String place() {
        return place;
    }

    /** Metadata of a new object. */
    ObjectMetaBuilder metadata() {
        return new ObjectMetaBuilder().withName(name).addToLabels(LABEL, OURS);
    }

    /** @throws ServiceException {@link Outcome#REJECTED} if an object of another owner has the name */
    Optional<T> find() {
        try {
            T found = answer(ApiCall.read(verbs.get(), name, path()));
            requireOurs(found);
            return Optional.of(found);
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @throws ServiceException {@link Outcome#CONFLICT} if the object exists */
    T create(T object) {
        return answer(new ApiCall(verbs.create(), name, collection, server.json(object)));
    }

    /** @throws ServiceException {@link Outcome#CONFLICT} if the patch names a revision that is not the current one */
    T patch(Map<String, Object> patch) {
        return answer(new ApiCall(verbs.patch(), name, path(), server.json(patch)));
    }

    private void requireOurs(T found) {
        Map<String, String> labels = found.getMetadata().getLabels();
        if (labels == null || !OURS.equals(labels.get(LABEL))) {
            throw ServiceException.of(
                    Outcome.REJECTED,
                    "read " + place,
                    "found one without the label " + LABEL + "=" + OURS
                            + ", so it belongs to another owner and stays as it"
                            + " is: name another one; or, if it is meant for this, label it");
        }
    }

    /** Replaces the outcome DENIED, which for journals and locks means that another process has them. */
    private T answer(ApiCall call) {
        try {
            return server.send(call).as(type);
        } catch (ServiceException e) {
            if (e.outcome() != Outcome.DENIED) {
                throw e;
            }
            throw ServiceException.builder(Outcome.REJECTED, e.operation(), e.reason())
                    .requestId(e.requestId().orElse(null))
                    .cause(e)
                    .build();
        }
    }

    private String path() {
        return collection + "/" + ApiCall.encoded(name);
    }
}
