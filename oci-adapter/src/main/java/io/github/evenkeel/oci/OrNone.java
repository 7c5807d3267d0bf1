package io.github.evenkeel.oci;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps that a service may leave out: the SDK has null for them. */
final class OrNone {
    private OrNone() {}

    static <T> List<T> of(@Nullable List<T> elements) {
        return elements == null ? List.of() : elements;
    }

    static <K, V> Map<K, V> of(@Nullable Map<K, V> entries) {
        return entries == null ? Map.of() : entries;
    }
}
