package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.testkit.kubernetes.EvictionRequest;
import io.github.evenkeel.testkit.kubernetes.EvictionReview;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What admission webhooks see of evictions, and what they make of it, whichever the API server. */
@Timeout(120)
abstract class RehearsalsContract<S extends Server> {
    final S server;
    final ServedWorkloads served;

    RehearsalsContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aWebhookSeesARehearsalAsADryRunAndAnEvictionAsNone() {
        Pod pod = served.pod("web-1", ServedWorkloads.NODE);
        List<EvictionRequest> seen = new CopyOnWriteArrayList<>();
        server.reviewEvictions(request -> {
            seen.add(request);
            return EvictionReview.allowed();
        });

        served.workloads.tryEviction(pod);
        served.workloads.evict(pod);

        assertThat(seen)
                .containsExactly(
                        new EvictionRequest("default", "web-1", true), new EvictionRequest("default", "web-1", false));
    }

    @Test
    void aPreviewMovesNoPodOfAnOperatorThatActsOnEvictions() {
        for (int number = 1; number <= 5; number++) {
            served.pod("web-" + number, ServedWorkloads.NODE);
        }
        EvictingOperator operator = new EvictingOperator(served.administrator, 429);
        server.reviewEvictions(operator);

        plan().preview();

        assertThat(operator.requests())
                .extracting(EvictionRequest::path)
                .contains("default/web-1", "default/web-2", "default/web-3", "default/web-4", "default/web-5");
        assertThat(operator.requests()).allMatch(EvictionRequest::dryRun);
        assertThat(served.workloads.podsOn(ServedWorkloads.NODE)).hasSize(5).noneMatch(Pod::terminating);
    }

    DrainPlan plan() {
        return DrainPlan.forNode(served.workloads, ServedWorkloads.NODE)
                .withDrainPolicy(DrainPolicy.defaults().evictingUnmanagedPods());
    }
}
