package io.github.evenkeel.drain;

import io.github.evenkeel.spi.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Evictions and deletions whose response was lost: the pods of the node show whether they took effect. */
final class UnconfirmedEvictions {
    private final Map<String, Runnable> accounts = new LinkedHashMap<>();

    /** @param account run once if the request turns out to have taken effect */
    void lost(Pod pod, Runnable account) {
        accounts.put(pod.uid(), account);
    }

    boolean has(Pod pod) {
        return accounts.containsKey(pod.uid());
    }

    void answered(Pod pod) {
        accounts.remove(pod.uid());
    }

    /** @param pods all that are on the node */
    void look(List<Pod> pods) {
        if (accounts.isEmpty()) {
            return;
        }
        Set<String> staying =
                pods.stream().filter(pod -> !pod.terminating()).map(Pod::uid).collect(Collectors.toSet());
        List<String> leaving =
                accounts.keySet().stream().filter(uid -> !staying.contains(uid)).toList();
        for (String uid : leaving) {
            Objects.requireNonNull(accounts.remove(uid)).run();
        }
    }
}
