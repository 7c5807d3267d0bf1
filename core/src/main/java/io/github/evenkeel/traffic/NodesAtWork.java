package io.github.evenkeel.traffic;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of the nodes of a run that are under way and get on, so that their successors may serve soon: those that wait
 * until others serve are not among them.
 *
 * <p>Thread-safe.
 */
public final class NodesAtWork {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** A node begins, or goes on. */
    public void begins(String node) {
        names.add(node);
    }

    /** It has ended, or waits until others serve. */
    public void ends(String node) {
        names.remove(node);
    }

    /** Whether others than that node get on. */
    boolean includeOthersThan(String node) {
        return names.stream().anyMatch(name -> !name.equals(node));
    }
}
