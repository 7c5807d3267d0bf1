package io.github.evenkeel.plan;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.Pod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pods that are backends of the plan's load balancers themselves, as behind an ingress controller in a cluster with
 * VCN-native pod networking.
 */
public final class BackendPods {
    private static final BackendPods NONE = new BackendPods(Map.of(), Set.of());

    private final Map<String, Pod> byAddress;
    private final Set<String> balancers;

    private BackendPods(Map<String, Pod> byAddress, Set<String> balancers) {
        this.byAddress = byAddress;
        this.balancers = balancers;
    }

    /** Those of a cluster. */
    public static BackendPods of(ClusterSnapshot world) {
        Set<String> nodes = world.nodeAddresses();
        Set<String> others = world.balancers().stream()
                .flatMap(view -> addresses(view).stream())
                .filter(address -> !nodes.contains(address))
                .collect(Collectors.toSet());
        if (others.isEmpty()) {
            return NONE;
        }
        Map<String, Pod> byAddress = new HashMap<>();
        for (Pod pod : world.pods().all()) {
            if (!pod.finished()) {
                pod.addresses().stream().filter(others::contains).forEach(address -> byAddress.put(address, pod));
            }
        }
        return new BackendPods(
                byAddress,
                world.balancers().stream()
                        .filter(view -> addresses(view).stream().anyMatch(byAddress::containsKey))
                        .map(view -> view.description().id())
                        .collect(Collectors.toSet()));
    }

    private static List<String> addresses(BalancerView view) {
        return view.description().backendSets().stream()
                .flatMap(set -> set.backends().stream())
                .map(Backend::address)
                .toList();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return byAddress.isEmpty();
    }

    /** The load balancers that list some, by their identity. */
    public Set<String> balancers() {
        return balancers;
    }

    /** Those on a node. */
    List<Pod> on(String node) {
        return new HashSet<>(byAddress.values())
                .stream()
                        .filter(pod -> pod.nodeName().equals(Optional.of(node)))
                        .toList();
    }

    /** Whether that backend is one. */
    boolean has(Backend backend) {
        return byAddress.containsKey(backend.address());
    }

    /** Whether a set has one. */
    boolean areIn(BackendSet set) {
        return set.backends().stream().anyMatch(this::has);
    }
}
