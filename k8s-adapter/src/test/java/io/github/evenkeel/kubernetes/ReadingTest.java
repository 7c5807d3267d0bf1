package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static io.github.evenkeel.kubernetes.ServedWorkloads.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadingTest {
    private final ServedWorkloads served = new ServedWorkloads();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void theClusterRoleSufficesForEverything() {
        served.pod("web-1", NODE);

        assertThat(served.workloads.missingPermissions(Purpose.DRAIN)).isEmpty();
        assertThat(served.workloads.nodes()).hasSize(1);
        assertThat(served.workloads.node("10.0.10.99")).isEmpty();
        assertThat(served.workloads.pods()).hasSize(1);
        assertThat(served.workloads.budgets()).isEmpty();
        assertThat(served.workloads.daemonSets()).isEmpty();
        assertThat(served.workloads.serviceAddresses()).isEmpty();
        assertThat(served.workloads.volumesAttachedTo(NODE)).isEmpty();
    }

    @Test
    void whatIsNotGrantedIsNamed() {
        served.api.withhold(USER, "create", "pods/eviction");
        served.api.withhold(USER, "watch", "poddisruptionbudgets");

        assertThat(served.workloads.missingPermissions(Purpose.DRAIN))
                .containsExactly("create pods/eviction", "watch poddisruptionbudgets.policy");
    }

    @Test
    void aLongListIsReadByThePage() {
        int pods = Listing.PAGE + 1;
        for (int pod = 0; pod < pods; pod++) {
            served.bound("web-" + pod, NODE);
        }
        long before = served.calls("list pods");

        assertThat(served.workloads.podsOn(NODE)).hasSize(pods);

        assertThat(served.calls("list pods") - before).isEqualTo(2);
    }

    @Test
    void aReadIsNotRepeatedHere() {
        served.api
                .faults()
                .next(
                        "list nodes",
                        new RequestFault.Refused(429, "TooManyRequests", "too many", Duration.ofSeconds(2)));

        ServiceException refused = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.THROTTLED);
        assertThat(refused.tryAfter()).hasValue(Duration.ofSeconds(2));
        assertThat(served.calls("list nodes")).isOne();
    }

    @Test
    void aServerThatIsAwayGivesNoAnswer() {
        served.api.faults().awayFor(Duration.ofSeconds(30));

        ServiceException refused = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.UNKNOWN);
        assertThat(refused).hasMessageContaining("list nodes");
    }
}
