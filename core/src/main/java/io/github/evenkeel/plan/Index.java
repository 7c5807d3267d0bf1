package io.github.evenkeel.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Index of values by key, for clusters with thousands of nodes and pods. */
public final class Index<T> {
    private final List<T> all;
    private final Map<String, List<T>> groups = new HashMap<>();

    /** @param group what one belongs to; null if to nothing */
    public Index(List<T> all, Function<T, @Nullable String> group) {
        this.all = List.copyOf(all);
        for (T one : this.all) {
            String its = group.apply(one);
            if (its != null) {
                groups.computeIfAbsent(its, absent -> new ArrayList<>()).add(one);
            }
        }
    }

    /** All of them, in the order in which they were read. */
    public List<T> all() {
        return all;
    }

    /** Those of one group, in the order in which they were read. */
    public List<T> of(@Nullable String group) {
        return groups.getOrDefault(group, List.of());
    }
}
