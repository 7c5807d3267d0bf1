package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.EntryCodec;
import io.github.evenkeel.run.state.EntryFields;
import io.github.evenkeel.run.state.NodeState;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a node and its pool were like before the node was changed.
 *
 * @param size how many nodes the pool had
 * @param daemonSets that had a pod on the node, each as UID/namespace/name
 * @param volumesIn availability domain of the volumes of the node's pods; empty if there are none, or it is not known
 * @param kind how the node is deleted; empty if that is not decided
 */
public record PoolBaseline(int size, Set<String> daemonSets, Optional<String> volumesIn, Optional<DeletionKind> kind) {
    private static final String SIZE = NodeState.LEDGER + "size";
    private static final String DAEMON_SETS = NodeState.LEDGER + "daemonsets";
    private static final String VOLUMES = NodeState.LEDGER + "volumes";
    private static final String DELETION = NodeState.LEDGER + "deletion";
    private static final int MOST_NODES = 10_000;
    private static final Pattern DAEMON_SET = Pattern.compile("[^/]+/[^/]+/[^/]+");

    /** Copies the set. */
    public PoolBaseline {
        daemonSets = Set.copyOf(daemonSets);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if no run has written it so
     */
    public static PoolBaseline read(NodeState state) {
        EntryCodec fields = EntryCodec.of(state.ledger());
        return new PoolBaseline(
                fields.number(SIZE, 0, MOST_NODES),
                daemonSets(fields),
                fields.get(VOLUMES).map(domain -> EntryFields.one(VOLUMES, domain)),
                fields.get(DELETION).map(kind -> EntryFields.oneOf(DELETION, kind, EnumSet.allOf(DeletionKind.class))));
    }

    private static Set<String> daemonSets(EntryCodec fields) {
        return fields.words(DAEMON_SETS).stream()
                .map(word -> EntryFields.matching(DAEMON_SETS, word, DAEMON_SET, "UID/namespace/name"))
                .collect(Collectors.toSet());
    }

    /** As a node's state keeps it. */
    public Map<String, String> fields() {
        EntryCodec fields =
                EntryCodec.empty().put(SIZE, size).put(DAEMON_SETS, String.join(" ", new TreeSet<>(daemonSets)));
        volumesIn.ifPresent(domain -> fields.put(VOLUMES, domain));
        kind.ifPresent(decided -> fields.put(DELETION, decided));
        return fields.fields();
    }

    /** Whether the successor that is known only stands in for the one that the pool makes. */
    boolean standsIn() {
        return kind.filter(decided -> decided == DeletionKind.SUCCEEDED_NEARBY).isPresent();
    }

    /** The same, of a node whose baseline need not be readable. */
    static boolean hasStandIn(NodeState state) {
        return DeletionKind.SUCCEEDED_NEARBY.name().equals(state.ledger().get(DELETION));
    }

    PoolBaseline withVolumesIn(Optional<String> domain) {
        return new PoolBaseline(size, daemonSets, domain, kind);
    }

    PoolBaseline with(DeletionKind decided) {
        return new PoolBaseline(size, daemonSets, volumesIn, Optional.of(decided));
    }
}
