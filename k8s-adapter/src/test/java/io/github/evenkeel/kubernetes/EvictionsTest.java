package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's API server, and what only that can be told to do. */
@Execution(ExecutionMode.CONCURRENT)
class EvictionsTest extends EvictionsContract<SandboxServer> {
    private static final String EVICTIONS = "create pods/eviction";

    EvictionsTest() {
        super(new SandboxServer());
    }

    @Test
    void isAskedForOnceWhateverComesBack() {
        Pod pod = served.pod("web-1", ServedWorkloads.NODE);
        server.faults().next(EVICTIONS, RequestFault.refused(503, "ServiceUnavailable", "starting"));
        server.faults()
                .next(
                        EVICTIONS,
                        new RequestFault.Refused(429, "TooManyRequests", "too many requests", Duration.ofSeconds(3)));
        server.faults().next(EVICTIONS, new RequestFault.TurnedAway(429, Duration.ofSeconds(4)));
        server.faults().next(EVICTIONS, RequestFault.Lost.BEFORE_EFFECT);

        assertThat(ServedWorkloads.refused(() -> served.workloads.evict(pod)).outcome())
                .isEqualTo(ServiceException.Outcome.UNAVAILABLE);
        assertThat(served.workloads.evict(pod))
                .isEqualTo(new EvictionAnswer(
                        Verdict.THROTTLED, Optional.of("too many requests"), Optional.of(Duration.ofSeconds(3))));
        assertThat(served.workloads.evict(pod))
                .isEqualTo(new EvictionAnswer(Verdict.THROTTLED, Optional.empty(), Optional.of(Duration.ofSeconds(4))));
        assertThat(ServedWorkloads.refused(() -> served.workloads.evict(pod)).outcome())
                .isEqualTo(ServiceException.Outcome.UNKNOWN);

        assertThat(served.calls(EVICTIONS)).isEqualTo(4);
        assertThat(stored(pod).getMetadata().getDeletionTimestamp()).isNull();
    }
}
