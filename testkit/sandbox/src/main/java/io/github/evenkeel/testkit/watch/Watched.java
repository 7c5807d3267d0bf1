package io.github.evenkeel.testkit.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cache of all objects of one kind, by one paged list and one watch. While the API server is down, they stay as they
 * were.
 *
 * @param <T> the kind
 */
public final class Watched<T extends HasMetadata> implements ResourceEventHandler<T>, AutoCloseable {
    private static final long PAGE = 500;

    private final Map<String, T> objects = new ConcurrentHashMap<>();
    private final SharedIndexInformer<T> informer;
    private final Consumer<T> changed;
    private final Consumer<T> gone;

    /**
     * Describes a cache that is empty until {@link #start}.
     *
     * @param kind the objects to watch
     * @param changed told of objects that are new or have changed, one at a time; must return at once
     * @param gone told of objects that exist no more, likewise
     */
    public Watched(Informable<T> kind, Consumer<T> changed, Consumer<T> gone) {
        this.changed = changed;
        this.gone = gone;
        informer = kind.withLimit(PAGE).runnableInformer(0);
    }

    /** Begins to watch. */
    public void start() {
        // A first list that fails would otherwise end the informer.
        informer.exceptionHandler((started, failure) -> true).addEventHandler(this);
        informer.start().exceptionally(stopped -> null);
    }

    /** Whether all objects of the first list have been told. */
    public boolean isComplete() {
        return informer.hasSynced()
                && objects.size() >= informer.getStore().list().size();
    }

    /** All objects, as of now. */
    public Collection<T> objects() {
        return List.copyOf(objects.values());
    }

    /** The one of that name, for kinds without a namespace. */
    public @Nullable T named(String name) {
        return objects.get("/" + name);
    }

    @Override
    public void onAdd(T object) {
        T before = objects.put(key(object), object);
        if (before != null
                && !before.getMetadata().getUid().equals(object.getMetadata().getUid())) {
            // Deleted and made again under the same name while the watch was broken.
            gone.accept(before);
        }
        changed.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
        onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        objects.remove(key(object));
        gone.accept(object);
    }

    @Override
    public void close() {
        informer.close();
    }

    private static String key(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace) + "/" + object.getMetadata().getName();
    }
}
