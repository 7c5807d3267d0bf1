package io.github.evenkeel;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PodSelector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable selection of nodes, by name, by label or by age. */
public final class NodeSelection {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final String words;
    private final Set<String> names;
    private final List<PodSelector> selectors;
    private final @Nullable Duration age;

    private NodeSelection(String words, Set<String> names, List<PodSelector> selectors, @Nullable Duration age) {
        this.words = words;
        this.names = Set.copyOf(names);
        this.selectors = List.copyOf(selectors);
        this.age = age;
    }

    /**
     * Selects nodes by their names in Kubernetes.
     *
     * @throws IllegalArgumentException if none is given, or one twice
     */
    public static NodeSelection named(String... names) {
        List<String> all = List.of(names);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no node is named; needed is one name at least");
        }
        return new NodeSelection("named " + String.join(", ", all), Set.of(names), List.of(), null);
    }

    /**
     * Selects nodes by their labels.
     *
     * @param selector as for kubectl: {@code role=edge,zone!=a,tier in (web,api),!spot}
     * @throws IllegalArgumentException if it is not a label selector
     */
    public static NodeSelection labelled(String selector) {
        Objects.requireNonNull(selector, "selector");
        return new NodeSelection(
                "with labels " + selector.strip(), Set.of(), List.of(LabelSelectors.parse(selector)), null);
    }

    /**
     * Selects nodes that joined the cluster longer ago than that, by the clock of the API server, which also sets the
     * {@code creationTimestamp} of the Node object. A node without one is not selected.
     *
     * @param age positive, ten years at most
     * @throws IllegalArgumentException if it is not
     */
    public static NodeSelection olderThan(Duration age) {
        Objects.requireNonNull(age, "age");
        if (age.isNegative() || age.isZero() || age.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the age of nodes is " + age + "; needed is more than none, and ten years at most");
        }
        return new NodeSelection("older than " + words(age), Set.of(), List.of(), age);
    }

    private static String words(Duration age) {
        return age.equals(Duration.ofDays(age.toDays())) ? age.toDays() + " days" : age.toString();
    }

    /** Names of nodes that it selects; empty if it goes by labels or by age. */
    public Set<String> names() {
        return names;
    }

    /** Whether it goes by the age of nodes. */
    public boolean isByAge() {
        return age != null;
    }

    /**
     * Whether it selects the node.
     *
     * @param itsAge since it joined the cluster; empty if that is not known
     */
    public boolean selects(ClusterNode node, Optional<Duration> itsAge) {
        return names.contains(node.name())
                || selectors.stream().anyMatch(selector -> selector.matches(node.labels()))
                || (age != null && itsAge.filter(one -> one.compareTo(age) > 0).isPresent());
    }

    /** For messages, equal for equal selections. */
    @Override
    public String toString() {
        return words;
    }
}
