package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.Evictions;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;

/** Serves requests about objects, except watches. */
final class Resources {
    private final Registry registry;
    private final Listing listing;
    private final Writes writes;
    private final Evictions evictions;
    private final EvictionReviews reviews;
    private final Scale scale;

    Resources(Registry registry, EvictionReviews reviews) {
        this.registry = registry;
        this.reviews = reviews;
        listing = new Listing(registry.store());
        writes = new Writes(registry);
        evictions = new Evictions(registry);
        scale = new Scale(registry);
    }

    /**
     * Does what is asked.
     *
     * @throws StatusException as the real server refuses
     * @throws InterruptedException if the server is closed meanwhile
     */
    ApiAnswer answer(Verb verb, ApiRequest request, ApiPath path) throws InterruptedException {
        return switch (path.subresource()) {
            case "" -> main(verb, request, path);
            case "status" -> part(verb, request, path, Part.STATUS);
            case "eviction" -> evict(request, path);
            case "scale" -> scale(verb, request, path);
            default -> throw StatusException.of(404, "NotFound", "the server could not find the requested resource");
        };
    }

    private ApiAnswer main(Verb verb, ApiRequest request, ApiPath path) {
        return switch (verb) {
            case LIST -> listing.list(request, path);
            case CREATE -> writes.create(request, path);
            case DELETE -> writes.delete(request, path);
            case DELETECOLLECTION -> writes.deleteAll(request, path);
            case WATCH -> throw new IllegalStateException("watches are answered elsewhere");
            case GET, UPDATE, PATCH -> part(verb, request, path, Part.MAIN);
        };
    }

    private ApiAnswer part(Verb verb, ApiRequest request, ApiPath path, Part part) {
        return switch (verb) {
            case GET -> get(request, path);
            case UPDATE -> writes.replace(request, path, part);
            case PATCH -> writes.patch(request, path, part);
            default -> throw notAllowed();
        };
    }

    private ApiAnswer get(ApiRequest request, ApiPath path) {
        StoredObject object = registry.store().get(path.key());
        if (!request.wantsTable()) {
            return ApiAnswer.of(200, object);
        }
        var rows = Json.object().putArray("rows");
        rows.add(Tables.row(object, request.query("includeObject")));
        return ApiAnswer.of(Tables.table(path.type(), rows, Long.toString(object.revision())));
    }

    /** A webhook goes by the address: that the body asks for a dry run is not told to it. */
    private ApiAnswer evict(ApiRequest request, ApiPath path) throws InterruptedException {
        ObjectNode eviction = request.json();
        if (!eviction.path("kind").asText().equals("Eviction")) {
            throw StatusException.badRequest("the body of the request is not an Eviction");
        }
        String named = eviction.path("metadata").path("name").asText(path.name());
        if (!named.equals(path.name())) {
            throw StatusException.badRequest("name in URL does not match name in Eviction object");
        }
        boolean dryRun = !request.query("dryRun").isEmpty();
        DeleteOptions options = DeleteOptions.of(eviction.path("deleteOptions"));
        evictions.requireActiveNamespace(path.key());
        reviews.require(new EvictionRequest(path.namespace(), path.name(), dryRun));
        evictions.evict(path.key(), dryRun ? options.dryRun() : options);
        return ApiAnswer.of(201, Writes.success());
    }

    private ApiAnswer scale(Verb verb, ApiRequest request, ApiPath path) {
        return switch (verb) {
            case GET -> scale.get(path);
            case UPDATE -> scale.replace(request, path);
            case PATCH -> scale.patch(request, path);
            default -> throw notAllowed();
        };
    }

    private static StatusException notAllowed() {
        return StatusException.of(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }
}
