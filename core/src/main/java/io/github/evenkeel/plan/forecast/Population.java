package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.drain.PodRules;
import io.github.evenkeel.plan.ClusterSnapshot;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.plan.WorkloadName;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Pods of a cluster on its nodes, as they are before a roll. */
final class Population {
    private final ClusterSnapshot world;
    private final PodRules rules;
    private final Map<WorkloadName, Workload> workloads = new HashMap<>();
    private final Map<String, Place> byUid = new HashMap<>();
    private final Map<String, Resources> ofStayingPods = new HashMap<>();
    private final Map<String, String> domains;
    private final Set<String> tainted = new HashSet<>();
    private final Places places = new Places();
    private int number;

    /** @param toRoll nodes that are to be rolled */
    Population(ClusterSnapshot world, PlanSpec spec, List<NodeTarget> toRoll) {
        this.world = world;
        rules = world.rules(spec);
        if (spec.rollout().taintsOutdatedNodes()) {
            toRoll.forEach(target -> tainted.add(target.node().uid()));
        }
        world.pods().all().forEach(pod -> workload(pod).has(pod));
        domains = world.domains();
        world.nodes().all().forEach(this::add);
    }

    private Workload workload(Pod pod) {
        return workloads.computeIfAbsent(WorkloadName.of(pod), Workload::new);
    }

    private void add(ClusterNode node) {
        Resources staying = Resources.NONE;
        Place place = new Place(node, domains.get(node.name()), node.allocatable(), false, number++);
        if (tainted.contains(node.uid())) {
            place.isAvoided();
        }
        for (Pod pod : world.pods().of(node.name())) {
            if (pod.finished()) {
                continue;
            }
            List<DisruptionBudget> budgets = world.budgets().of(pod);
            if (rules.judgePatiently(pod, budgets).decision() == PodVerdict.Decision.EVICT) {
                place.add(new Replica(pod, workload(pod), budgets));
            } else {
                staying = staying.plus(pod.requests());
            }
        }
        place.keeps(staying);
        byUid.put(node.uid(), place);
        ofStayingPods.put(node.uid(), staying);
        if (node.troubles().isEmpty() && !node.cordon().on()) {
            places.open(place);
        }
    }

    /** The nodes that take pods. */
    Places places() {
        return places;
    }

    /** All that have pods. */
    Collection<Workload> workloads() {
        return workloads.values();
    }

    Place placeOf(NodeTarget node) {
        return Objects.requireNonNull(byUid.get(node.node().uid()), "a node of a plan is one of the cluster");
    }

    /** A node more, like one that there is: the pods that stay on that one are of DaemonSets for the most part. */
    Place another(NodeTarget like) {
        ClusterNode node = like.node();
        Place place = new Place(node, domains.get(node.name()), node.allocatable(), true, number++);
        place.keeps(ofStayingPods.getOrDefault(node.uid(), Resources.NONE));
        return place;
    }
}
