package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.Timings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many calls a node costs does not depend on how many nodes there are. */
class CallsPerNodeTest {
    private static final Logger LOG = LoggerFactory.getLogger(CallsPerNodeTest.class);

    private static final NodeOptions MACHINES = NodeOptions.builder()
            .joinDelay(Duration.ofMillis(20))
            .readyDelay(Duration.ofMillis(20))
            .podReadyDelay(Duration.ofMillis(20))
            .podStopDelay(Duration.ofMillis(20))
            .removalDelay(Duration.ofMillis(20))
            .build();

    private record Calls(double oci, double kubernetes) {}

    @Test
    void doNotGrowWithTheCluster() throws InterruptedException {
        Map<Integer, Calls> perNode = new TreeMap<>();
        for (int nodes : new int[] {3, 10, 30}) {
            perNode.put(nodes, roll(nodes));
        }
        LOG.info("calls for each node, by the number of nodes: {}", perNode);
        Calls three = perNode.getOrDefault(3, new Calls(0, 0));
        assertThat(perNode.values()).allSatisfy(calls -> {
            assertThat(calls.oci).isLessThanOrEqualTo(three.oci * 1.1);
            assertThat(calls.kubernetes).isLessThanOrEqualTo(three.kubernetes * 1.1);
        });
    }

    /** Waits are long against the time between two questions, so that their number is that of the questions needed. */
    private static Calls roll(int nodes) throws InterruptedException {
        try (Scene scene = Scene.open(sandbox -> sandbox.nodes(nodes)
                .machines(MACHINES)
                .oci(oci -> oci.timings(Timings.quick()
                        .controlPlaneUpgrade(Duration.ofMillis(100))
                        .nodePoolUpdate(Duration.ofMillis(100))
                        .nodeTermination(Duration.ofMillis(30))
                        .nodeLaunch(Duration.ofMillis(30))
                        .loadBalancerChange(Duration.ofMillis(10))
                        .askAgainAfter(Duration.ZERO))))) {
            scene.rolls(scene.plan()
                    .withTiming(Scene.QUICK
                            .withLoadBalancer(balancer -> balancer.withPropagation(Duration.ofMillis(10))
                                    .withConnectionDrain(Duration.ofMillis(10))
                                    .withHealthyInARow(1))
                            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(10)))
                            .withReplacement(replacement -> replacement.withSoak(Duration.ofMillis(10)))
                            .withCalls(calls -> calls.withPoll(Duration.ofMillis(250)))));
            return new Calls(total(scene.sandbox.ociCalls()) / nodes, total(scene.sandbox.kubernetesCalls()) / nodes);
        }
    }

    private static double total(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
