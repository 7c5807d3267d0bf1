package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to look at a node once: judging its pods, and choosing whom to evict. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionsBenchmark {
    /** On the node. */
    @Param({"10", "100"})
    public int pods;

    /** In the cluster; each pod of the node has one of the first ten. */
    @Param({"1", "100", "1000"})
    public int budgets;

    private List<Pod> onNode = List.of();
    private List<DisruptionBudget> inCluster = List.of();
    private PodRules rules = new PodRules(DrainPolicy.defaults(), Set.of(), Duration.ofMinutes(15), Instant.EPOCH);

    /** Makes the pods and the budgets. */
    @Setup
    public void make() {
        onNode = IntStream.range(0, pods).mapToObj(this::pod).toList();
        inCluster =
                IntStream.range(0, budgets).mapToObj(DecisionsBenchmark::budget).toList();
        rules = new PodRules(DrainPolicy.defaults(), Set.of("daemon-set"), Duration.ofMinutes(15), Instant.EPOCH);
    }

    /** A verdict for each pod of the node. */
    @Benchmark
    public List<PodVerdict> judge() {
        return onNode.stream().map(pod -> rules.judge(pod, inCluster)).toList();
    }

    /** The pods to ask for now. */
    @Benchmark
    public List<Pod> choose() {
        return new DisruptionBudgetThrottle(Duration.ofSeconds(5)).choose(onNode, inCluster, Duration.ZERO);
    }

    private Pod pod(int number) {
        int app = number % Math.min(budgets, 10);
        return Pod.builder("uid-" + number, "shop", "app-" + app + "-" + number)
                .nodeName("10.0.10.1")
                .phase(Pod.Phase.RUNNING)
                .controller(new Owner("apps/v1", "ReplicaSet", "app-" + app, "owner-" + app))
                .labels(Map.of("app", "app-" + app, "pod-template-hash", "5d9f7c"))
                .traits(Set.of(Pod.Trait.READY))
                .build();
    }

    private static DisruptionBudget budget(int number) {
        return DisruptionBudget.builder("shop", "app-" + number, PodSelector.ofLabels(Map.of("app", "app-" + number)))
                .revision("1")
                .healthy(30)
                .needed(29)
                .expected(30)
                .allowed(1)
                .modes(Set.of(DisruptionBudget.Mode.OBSERVED))
                .build();
    }
}
