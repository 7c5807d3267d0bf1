package io.github.evenkeel.pool;

import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.DaemonSet;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** DaemonSets with a pod on the old node: the new node is ready when each has a ready pod on it. */
final class ExpectedDaemonSets {
    private final PlanSpec spec;
    private final Retries retries;
    private final Map<String, String> namesByUid = new HashMap<>();

    ExpectedDaemonSets(PlanSpec spec, Retries retries) {
        this.spec = spec;
        this.retries = retries;
    }

    /** Those of these pods, if they still exist. */
    void of(List<Pod> pods) {
        Set<String> existing = retries.call("read DaemonSets", spec.workloads()::daemonSets).stream()
                .map(DaemonSet::uid)
                .collect(Collectors.toSet());
        for (Pod pod : pods) {
            pod.controller()
                    .filter(owner -> owner.isDaemonSet() && existing.contains(owner.uid()))
                    .ifPresent(owner -> namesByUid.put(owner.uid(), pod.namespace() + "/" + owner.name()));
        }
    }

    /** Each as UID/namespace/name. */
    Set<String> texts() {
        return namesByUid.entrySet().stream()
                .map(set -> set.getKey() + "/" + set.getValue())
                .collect(Collectors.toSet());
    }

    /** As {@link #texts} told them once, perhaps to another process. */
    void recall(Set<String> texts) {
        texts.forEach(text -> {
            int slash = text.indexOf('/');
            namesByUid.put(text.substring(0, slash), text.substring(slash + 1));
        });
    }

    /** Names of those without a ready pod on a node. */
    List<String> missingOn(String node) {
        Map<String, String> missing = new TreeMap<>(namesByUid);
        for (Pod pod : retries.call("read pods", () -> spec.workloads().podsOn(node))) {
            if (pod.is(Pod.Trait.READY)) {
                pod.controller().map(Owner::uid).ifPresent(missing::remove);
            }
        }
        return missing.values().stream().sorted().toList();
    }
}
