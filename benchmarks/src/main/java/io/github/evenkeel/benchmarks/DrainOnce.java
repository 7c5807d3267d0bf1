package io.github.evenkeel.benchmarks;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.Timing;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.io.File;
import java.time.Duration;
import java.time.Instant;

/**
 * A program that drains one node, and says in milliseconds since 1970 when it called the library and had its answer,
 * and how many of CPU time it took meanwhile.
 */
final class DrainOnce {
    private DrainOnce() {}

    /** Arguments: kubeconfig, node, how long the node has to stay empty, and {@code warm} or {@code cold}. */
    public static void main(String... arguments) {
        if (arguments[3].equals("warm")) {
            WarmUp.run();
        }
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(arguments[0])))
                .build()) {
            DrainPlan plan = DrainPlan.forNode(KubernetesWorkloads.of(client), arguments[1])
                    .withTiming(Timing.defaults().withDrain(drain -> drain.withQuiet(Duration.parse(arguments[2]))));
            Duration before = cpu();
            Instant call = Instant.now();
            plan.drain();
            Instant answer = Instant.now();
            long cpu = cpu().minus(before).toMillis();
            System.out.println(call.toEpochMilli() + " " + answer.toEpochMilli() + " " + cpu);
        }
        // The warm-up's server has threads that go on.
        System.exit(0);
    }

    /** Of all threads since the process began, to 10 ms. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
