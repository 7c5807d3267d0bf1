package io.github.evenkeel.testkit.kubernetes.controller;

import static io.github.evenkeel.testkit.kubernetes.controller.ControlledCluster.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private final ControlledCluster cluster = new ControlledCluster();

    @BeforeEach
    void node() {
        cluster.addNode("a", 10);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void runsUntilEnoughPodsHaveSucceeded() {
        cluster.workload(ResourceTypes.JOBS, "import", "parallelism: 2, completions: 3");
        await(() -> cluster.bound() == 2);

        cluster.pods().forEach(pod -> cluster.phase(pod, "Succeeded", "False"));
        await(() -> cluster.pods().size() == 3);
        cluster.pods().forEach(pod -> cluster.phase(pod, "Succeeded", "False"));

        await(() -> cluster.condition(ResourceTypes.JOBS, "import", "Complete")
                .path("status")
                .asText()
                .equals("True"));
        assertEquals(
                3,
                cluster.status(ResourceTypes.JOBS, "import").path("succeeded").asInt());
        cluster.settle();
        assertEquals(3, cluster.pods().size());
    }

    @Test
    void givesUpAfterTooManyFailures() {
        cluster.workload(ResourceTypes.JOBS, "import", "backoffLimit: 0");
        await(() -> cluster.bound() == 1);

        cluster.phase(cluster.pods().get(0), "Failed", "False");

        await(() -> cluster.condition(ResourceTypes.JOBS, "import", "Failed")
                .path("status")
                .asText()
                .equals("True"));
        assertEquals(1, cluster.pods().size());
    }
}
