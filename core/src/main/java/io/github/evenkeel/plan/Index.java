package io.github.evenkeel.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Things that are looked up by what they belong to, at a cost that does not grow with their number: a cluster has 5,000
 * nodes and 150,000 pods.
 */
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
