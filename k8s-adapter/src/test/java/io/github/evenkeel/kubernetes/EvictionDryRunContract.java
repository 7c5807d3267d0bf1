package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.Finding;
import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.testkit.kubernetes.EvictionRequest;
import io.github.evenkeel.testkit.kubernetes.EvictionReview;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What admission webhooks see of evictions, and what they make of it, whichever the API server. */
@Timeout(120)
abstract class EvictionDryRunContract<S extends Server> {
    final S server;
    final ServedWorkloads served;

    EvictionDryRunContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aWebhookSeesADryRunAsOneAndAnEvictionAsNone() {
        Pod pod = served.pod("web-1", ServedWorkloads.NODE);
        List<EvictionRequest> seen = new CopyOnWriteArrayList<>();
        server.reviewEvictions(request -> {
            seen.add(request);
            return EvictionReview.allowed();
        });

        served.workloads.dryRunEviction(pod);
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

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 422, 429, 500, 503})
    void aDenialIsAboutItsPodWhateverItsCode(int code) {
        server.reviewEvictions(request -> request.pod().equals("web-1")
                ? EvictionReview.denied(Server.WEBHOOK, code, "not this one")
                : EvictionReview.allowed());
        served.pod("web-1", ServedWorkloads.NODE);
        served.pod("web-2", ServedWorkloads.NODE);

        DrainPreview preview = plan().preview();

        assertThat(preview.findings()).isEmpty();
        assertThat(preview.canDrain()).isTrue();
        assertThat(preview.pods()).hasSize(2);
        assertThat(preview.pods().get(0).reasons())
                .last()
                .asString()
                .contains("admission webhook \"" + Server.WEBHOOK + "\" denied the request: not this one")
                .doesNotContain("ClusterRole");
        assertThat(preview.pods().get(1).reasons()).containsExactly("unmanaged");
    }

    @Test
    void aWebhookThatCanNotBeReachedIsNamedForItsPodAlone() {
        server.reviewEvictions(request -> request.pod().equals("web-1")
                ? EvictionReview.unreachable(Server.WEBHOOK, "connect: connection refused")
                : EvictionReview.allowed());
        served.pod("web-1", ServedWorkloads.NODE);
        served.pod("web-2", ServedWorkloads.NODE);

        DrainPreview preview = plan().preview();

        assertThat(preview.pods().get(0).reasons())
                .last()
                .asString()
                .contains("failed calling webhook \"" + Server.WEBHOOK + "\"");
        assertThat(preview.pods().get(1).reasons()).containsExactly("unmanaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500})
    void aDrainWaitsForAnOperatorThatMovesItsPodsAndTellsThemApart(int code) {
        EvictingOperator operator = new EvictingOperator(served.administrator, code);
        server.reviewEvictions(
                request -> request.pod().startsWith("vm-") ? operator.review(request) : EvictionReview.allowed());
        for (String name : List.of("vm-1", "vm-2", "web-1", "web-2")) {
            served.briefPod(name);
        }

        DrainReport report = plan().drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(report.evicted()).containsExactlyInAnyOrder("default/web-1", "default/web-2");
        assertThat(report.warnings())
                .extracting(Finding::toString)
                .filteredOn(warning -> warning.contains("deleted by another client"))
                .hasSize(2)
                .allMatch(warning -> warning.contains("default/vm-") && warning.contains(Server.WEBHOOK));
    }

    DrainPlan plan() {
        return DrainPlan.forNode(served.workloads, ServedWorkloads.NODE)
                .withDrainPolicy(DrainPolicy.defaults().evictingUnmanagedPods())
                .withTiming(Timing.defaults().withDrain(drain -> drain.withQuiet(Duration.ofMillis(200))
                        .withEvictionRetry(Duration.ofMillis(500))));
    }
}
