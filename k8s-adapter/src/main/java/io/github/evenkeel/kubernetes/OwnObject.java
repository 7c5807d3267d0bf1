package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.Map;
import java.util.Optional;

/** An object that belongs to the runs themselves, and is written by compare-and-set on its revision. */
final class OwnObject<T> {
    private final ApiServer server;
    private final String collection;
    private final String name;
    private final Class<T> type;
    private final Verbs verbs;

    /** Permissions that its calls need. */
    record Verbs(Permission get, Permission create, Permission patch) {}

    OwnObject(ApiServer server, String collection, String name, Class<T> type, Verbs verbs) {
        this.server = server;
        this.collection = collection;
        this.name = name;
        this.type = type;
        this.verbs = verbs;
    }

    String name() {
        return name;
    }

    Optional<T> find() {
        try {
            return Optional.of(answer(ApiCall.read(verbs.get(), name, path())));
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @throws ServiceException {@link Outcome#CONFLICT} if there is one */
    T create(T object) {
        return answer(new ApiCall(verbs.create(), name, collection, server.json(object)));
    }

    /** @throws ServiceException {@link Outcome#CONFLICT} if the patch names another revision than there is */
    T patch(Map<String, Object> patch) {
        return answer(new ApiCall(verbs.patch(), name, path(), server.json(patch)));
    }

    /** To be denied means something else here: that somebody else has it. */
    private T answer(ApiCall call) {
        try {
            return server.send(call).as(type);
        } catch (ServiceException e) {
            if (e.outcome() != Outcome.DENIED) {
                throw e;
            }
            throw new ServiceException(
                    Outcome.REJECTED, e.operation(), e.reason(), e.requestId().orElse(null), null, e);
        }
    }

    private String path() {
        return collection + "/" + ApiCall.encoded(name);
    }
}
