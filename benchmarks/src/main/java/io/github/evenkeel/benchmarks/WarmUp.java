package io.github.evenkeel.benchmarks;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.Timing;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Drains of another cluster, so that a JVM has loaded and compiled what it needs, as one that runs for days has. */
final class WarmUp {
    private static final int DRAINS = 20;
    private static final int PODS = 20;
    private static final String NODE =
            """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"warm-%d"},
             "status":{"allocatable":{"cpu":"64","memory":"64Gi","pods":"500"},
                       "conditions":[{"type":"Ready","status":"True"}]}}""";
    private static final String POD =
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"warm-%1$d-%2$d","namespace":"default",
             "labels":{"app":"warm"},"ownerReferences":[{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout",
             "name":"warm","uid":"7d5a6a0e-58a4-4e1c-9d0b-0d4c6b8b2f10","controller":true}]},
             "spec":{"nodeName":"warm-%1$d","terminationGracePeriodSeconds":0,
                     "containers":[{"name":"warm","image":"warm"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""";

    private WarmUp() {}

    static void run() {
        try (KubernetesApi api = KubernetesApi.start(() -> KubernetesVersion.parse("v1.34.4"))) {
            KubernetesClient client = api.client("warm");
            for (int drain = 0; drain < DRAINS; drain++) {
                int number = drain;
                api.restore(Stream.of(NODE.formatted(number)));
                api.restore(IntStream.range(0, PODS).mapToObj(pod -> POD.formatted(number, pod)));
                DrainPlan.forNode(KubernetesWorkloads.of(client), "warm-" + number)
                        .withTiming(Timing.defaults().withDrain(quick -> quick.withQuiet(Duration.ZERO)))
                        .drain();
            }
        }
        awaitCompiler();
    }

    /**
     * What the drains have made hot is compiled in the background, by as many threads as the drain itself would need.
     */
    private static void awaitCompiler() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        AtomicLong before = new AtomicLong(-1);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        before.getAndSet(compiler.getTotalCompilationTime()) == compiler.getTotalCompilationTime());
    }
}
