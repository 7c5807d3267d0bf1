package io.github.evenkeel.pool;

import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many nodes a pool had in each availability domain before the run added some: what pods with volumes there have
 * room on. Immutable.
 */
record DomainCounts(Map<String, Integer> counts) {
    static final DomainCounts UNKNOWN = new DomainCounts(Map.of());

    DomainCounts {
        counts = Map.copyOf(counts);
    }

    static DomainCounts of(NodePool pool) {
        Map<String, Integer> counts = new TreeMap<>();
        pool.nodes().stream()
                .filter(PoolNode::remains)
                .flatMap(node -> node.availabilityDomain().stream())
                .forEach(domain -> counts.merge(domain, 1, Integer::sum));
        return new DomainCounts(counts);
    }

    /** Reads words of number and domain, with a colon between, as a journal has them. */
    static DomainCounts of(List<String> words) {
        Map<String, Integer> counts = new TreeMap<>();
        words.forEach(word -> counts.put(
                word.substring(word.indexOf(':') + 1), Integer.parseInt(word.substring(0, word.indexOf(':')))));
        return new DomainCounts(counts);
    }

    List<String> words() {
        return counts.entrySet().stream()
                .map(domain -> domain.getValue() + ":" + domain.getKey())
                .sorted()
                .collect(Collectors.toList());
    }

    /** Whether so many nodes are no fewer than a domain had; not if that is not known. */
    boolean areReached(String domain, long now) {
        return Optional.ofNullable(counts.get(domain)).filter(had -> now >= had).isPresent();
    }
}
