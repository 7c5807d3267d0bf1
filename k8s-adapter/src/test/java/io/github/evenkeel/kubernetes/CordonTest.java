package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import org.junit.jupiter.api.Test;

/** The sandbox's API server, and what only that can be told to do. */
class CordonTest extends CordonContract<SandboxServer> {
    CordonTest() {
        super(new SandboxServer());
    }

    @Test
    void isSentOnceEvenIfTheAnswerIsLost() {
        server.faults().next("patch nodes", RequestFault.Lost.AFTER_EFFECT);
        ClusterNode node = served.seen();

        ServiceException refused = ServedWorkloads.refused(() -> served.workloads.cordon(node, "run-7"));

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.UNKNOWN);
        assertThat(served.calls("patch nodes")).isOne();
        assertThat(served.seen().cordon().owner()).contains("run-7");
    }
}
