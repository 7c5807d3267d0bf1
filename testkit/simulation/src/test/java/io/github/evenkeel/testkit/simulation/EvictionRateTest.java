package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Evictions of several nodes that are under way at once are within the one rate of a run. */
class EvictionRateTest {
    private static final long SEED = 4;
    private static final int NODES = 6;
    private static final int AT_ONCE = 3;

    /** So many that the evictions of a node are not over when those of the next one begin. */
    private static final int PODS = 800;

    private static final int BURST = 100;
    private static final int PER_SECOND = 50;

    /** An eviction is told of once those that were requested with it are answered. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    private static final String NAMESPACE = "many";

    /** Batch pods of each node besides its own, which end at once. */
    private static final class ManyPods {
        private final Workloads workloads;
        private final Map<String, Map<String, Pod>> byNode = new HashMap<>();

        ManyPods(Workloads workloads) {
            this.workloads = workloads;
        }

        Workloads ports() {
            return (Workloads) Proxy.newProxyInstance(
                    Workloads.class.getClassLoader(), new Class<?>[] {Workloads.class}, (self, method, its) -> {
                        if (its != null
                                && its.length > 0
                                && its[0] instanceof Pod pod
                                && pod.namespace().equals(NAMESPACE)) {
                            return of(pod, method.getName().equals("evict"));
                        }
                        return switch (method.getName()) {
                            case "podsOn" -> with((String) its[0], () -> workloads.podsOn((String) its[0]));
                            case "watchNode" ->
                                watch((String) its[0], workloads.watchNode((String) its[0], (Runnable) its[1]));
                            default -> delegate(method, its);
                        };
                    });
        }

        private @Nullable Object delegate(Method method, Object @Nullable [] its) throws Throwable {
            try {
                return method.invoke(workloads, its);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private EvictionAnswer of(Pod pod, boolean evicted) {
            if (evicted) {
                on(pod.nodeName().orElseThrow()).remove(pod.name());
            }
            return EvictionAnswer.of(EvictionAnswer.Verdict.ACCEPTED);
        }

        private NodeWatch watch(String node, NodeWatch watch) {
            return new NodeWatch() {
                @Override
                public List<Pod> pods() {
                    return with(node, watch::pods);
                }

                @Override
                public List<DisruptionBudget> budgets() {
                    return watch.budgets();
                }

                @Override
                public void close() {
                    watch.close();
                }
            };
        }

        private List<Pod> with(String node, Supplier<List<Pod>> others) {
            return Stream.concat(others.get().stream(), on(node).values().stream())
                    .toList();
        }

        private synchronized Map<String, Pod> on(String node) {
            return byNode.computeIfAbsent(node, ManyPods::make);
        }

        private static Map<String, Pod> make(String node) {
            Map<String, Pod> pods = new ConcurrentSkipListMap<>();
            IntStream.range(0, PODS)
                    .mapToObj(i -> "batch-" + node + "-" + i)
                    .forEach(name -> pods.put(
                            name,
                            Pod.builder("uid-" + name, NAMESPACE, name)
                                    .nodeName(node)
                                    .phase(Pod.Phase.RUNNING)
                                    .controller(new Owner("apps/v1", "ReplicaSet", "batch", "uid-batch"))
                                    .labels(Map.of("app", "batch"))
                                    .traits(Set.of(Pod.Trait.READY))
                                    .build()));
            return pods;
        }
    }

    /** What was evicted, in order. */
    private static final class Evictions implements UpgradeListener {
        private final List<UpgradeEvent.PodEvicted> all = new ArrayList<>();

        @Override
        public void onPodEvicted(UpgradeEvent.PodEvicted event) {
            all.add(event);
        }

        /** The most in any window, beyond what the rate lets go in it. */
        int beyondTheRate() {
            List<Instant> times =
                    all.stream().map(UpgradeEvent.PodEvicted::at).sorted().toList();
            int most = Integer.MIN_VALUE;
            for (int from = 0; from < times.size(); from++) {
                for (int to = from; to < times.size(); to++) {
                    Duration window =
                            Duration.between(times.get(from), times.get(to)).plus(TOLD_WITHIN);
                    int allowed = (int) (BURST + PER_SECOND * window.toMillis() / 1e3);
                    most = Math.max(most, to - from + 1 - allowed);
                }
            }
            return most;
        }

        /** How often an eviction follows one of another node. */
        long alternations() {
            return IntStream.range(1, all.size())
                    .filter(at -> !all.get(at).node().equals(all.get(at - 1).node()))
                    .count();
        }
    }

    @Test
    void isThatOfOneNodeForAllThatAreUnderWay() {
        Evictions evictions = new Evictions();
        SimulatedRun run = Simulation.of(SEED)
                .withoutFaults()
                .nodes(NODES)
                .rollout(Rollout.maxUnavailable(AT_ONCE))
                .workloadsThrough(workloads -> new ManyPods(workloads).ports())
                .planned(plan -> plan.withListener(evictions))
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(evictions.all).hasSizeGreaterThan(NODES * PODS);
        assertThat(evictions.alternations()).as("side by side").isGreaterThan(NODES);
        assertThat(evictions.beyondTheRate()).isNotPositive();
    }
}
