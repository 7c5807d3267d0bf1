package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Item store of an informer that keeps only identity and revision of each object, and the record that it is mapped to.
 *
 * <p>The informer writes on one thread at a time; any thread may read. If the mapping of an object fails, the store
 * keeps the failure, as an informer would lose an event whose handler throws.
 *
 * @param <T> type of the API
 * @param <R> type of the port
 */
final class ReducedItems<T extends HasMetadata, R> implements ItemStore<T> {
    private final Map<String, Item<T, R>> items = new ConcurrentHashMap<>();
    private final UnaryOperator<T> skeleton;
    private final Function<T, R> reduction;

    private record Item<T, R>(T skeleton, @Nullable R value, @Nullable ServiceException failure) {}

    /** @param skeleton creates an object that has only the given metadata */
    ReducedItems(Function<ObjectMeta, T> skeleton, Function<T, R> reduction) {
        this.skeleton = item -> skeleton.apply(identity(item.getMetadata()));
        this.reduction = reduction;
    }

    /**
     * All current items.
     *
     * @throws ServiceException if an object can't be read
     */
    List<R> read() {
        return items.values().stream().map(ReducedItems::value).toList();
    }

    @Override
    public String getKey(T item) {
        return Cache.metaUidKeyFunc(item);
    }

    @Override
    public @Nullable T put(String key, T item) {
        return skeletonOf(items.put(key, reduce(item)));
    }

    @Override
    public @Nullable T remove(String key) {
        return skeletonOf(items.remove(key));
    }

    @Override
    public @Nullable T get(String key) {
        return skeletonOf(items.get(key));
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return items.values().stream().map(Item::skeleton);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private Item<T, R> reduce(T item) {
        T kept = skeleton.apply(item);
        try {
            return new Item<>(kept, reduction.apply(item), null);
        } catch (ServiceException e) {
            return new Item<>(kept, null, e);
        }
    }

    private static <R> R value(Item<?, R> item) {
        if (item.failure() != null) {
            throw item.failure();
        }
        return Objects.requireNonNull(item.value());
    }

    private static <T> @Nullable T skeletonOf(@Nullable Item<T, ?> item) {
        return item == null ? null : item.skeleton();
    }

    private static ObjectMeta identity(ObjectMeta full) {
        ObjectMeta identity = new ObjectMeta();
        identity.setNamespace(full.getNamespace());
        identity.setName(full.getName());
        identity.setUid(full.getUid());
        identity.setResourceVersion(full.getResourceVersion());
        return identity;
    }
}
