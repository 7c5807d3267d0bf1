package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.BalancerView;
import io.github.evenkeel.plan.ClusterSnapshot;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Index of backends by their address. */
final class Memberships {
    private final Map<String, List<Membership>> byAddress = new HashMap<>();

    /** Backend of a node in a set of a load balancer. */
    record Membership(BalancerView balancer, BackendSet set, Backend backend) {
        String balancerId() {
            return balancer.description().id();
        }

        /** Of its set. */
        String path() {
            return balancerId() + "/" + set.name();
        }

        /** Whether the set is one backend poorer without it. */
        boolean serves() {
            return !backend.is(Backend.Mode.BACKUP) && balancer.serves(set.name(), backend);
        }
    }

    Memberships(ClusterSnapshot world) {
        for (BalancerView balancer : world.balancers()) {
            for (BackendSet set : balancer.description().backendSets()) {
                for (Backend backend : set.backends()) {
                    byAddress
                            .computeIfAbsent(backend.address(), any -> new ArrayList<>())
                            .add(new Membership(balancer, set, backend));
                }
            }
        }
    }

    /** How many backends of a node have to be changed one after the other. */
    int mostOnOneBalancer(NodeTarget target) {
        Map<String, Integer> counts = new HashMap<>();
        of(target).forEach(membership -> counts.merge(membership.balancerId(), 1, Integer::sum));
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** How many backends serve now, by set. */
    Map<String, Integer> serving() {
        Map<String, Integer> serving = new HashMap<>();
        byAddress.values().stream()
                .flatMap(List::stream)
                .forEach(membership -> serving.merge(membership.path(), membership.serves() ? 1 : 0, Integer::sum));
        return serving;
    }

    /** Those of a node, at any of its addresses. */
    List<Membership> of(NodeTarget target) {
        return target.addresses().all().stream()
                .flatMap(address -> byAddress.getOrDefault(address, List.of()).stream())
                .toList();
    }
}
