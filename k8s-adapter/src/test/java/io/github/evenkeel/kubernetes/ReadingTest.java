package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sandbox's API server, and what only that can be told to do. */
class ReadingTest extends ReadingContract<SandboxServer> {
    ReadingTest() {
        super(new SandboxServer());
    }

    @Test
    void aReadIsNotRepeatedHere() {
        server.faults()
                .next(
                        "list nodes",
                        new RequestFault.Refused(429, "TooManyRequests", "too many", Duration.ofSeconds(2)));

        ServiceException refused = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.THROTTLED);
        assertThat(refused.tryAfter()).hasValue(Duration.ofSeconds(2));
        assertThat(served.calls("list nodes")).isOne();
    }

    @Test
    void whoTurnsAwayBeforeTheApiIsHeardByItsHeader() {
        server.faults().next("list nodes", new RequestFault.TurnedAway(429, Duration.ofSeconds(3)));
        server.faults().next("list nodes", new RequestFault.TurnedAway(503, Duration.ofSeconds(5)));

        ServiceException throttled = ServedWorkloads.refused(served.workloads::nodes);
        ServiceException shuttingDown = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(throttled.outcome()).isEqualTo(ServiceException.Outcome.THROTTLED);
        assertThat(throttled.tryAfter()).hasValue(Duration.ofSeconds(3));
        assertThat(shuttingDown.outcome()).isEqualTo(ServiceException.Outcome.UNAVAILABLE);
        assertThat(shuttingDown.tryAfter()).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void aServerThatIsAwayGivesNoAnswer() {
        server.faults().awayFor(Duration.ofSeconds(30));

        ServiceException refused = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.UNKNOWN);
        assertThat(refused).hasMessageContaining("list nodes");
    }
}
