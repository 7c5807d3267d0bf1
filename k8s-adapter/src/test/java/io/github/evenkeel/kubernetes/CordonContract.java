package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a node that is cordoned, whichever the API server. */
@Timeout(120)
abstract class CordonContract<S extends Server> {
    final S server;
    final ServedWorkloads served;

    CordonContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void marksTheNodeAndTakesTheMarkAwayAgain() {
        served.workloads.cordon(served.seen(), "run-7");

        assertThat(served.stored().getSpec().getUnschedulable()).isTrue();
        assertThat(served.seen().cordon()).isEqualTo(ClusterNode.Cordon.by("run-7"));

        // A controller answers a cordon with a taint, and so with another revision.
        await().ignoreExceptionsInstanceOf(ServiceException.class).until(() -> {
            served.workloads.uncordon(served.seen());
            return true;
        });

        assertThat(served.stored().getSpec().getUnschedulable()).isNull();
        assertThat(served.seen().cordon()).isEqualTo(ClusterNode.Cordon.NONE);
    }

    @Test
    void leavesAnotherNodeOfTheSameNameAlone() {
        ClusterNode gone = served.seen();
        served.administrator.nodes().withName(ServedWorkloads.NODE).delete();
        served.node(ServedWorkloads.NODE);

        ServiceException refused = ServedWorkloads.refused(() -> served.workloads.cordon(gone, "run-7"));

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.CONFLICT);
        assertThat(refused).hasMessageContaining("patch nodes " + ServedWorkloads.NODE);
        assertThat(served.seen().cordon()).isEqualTo(ClusterNode.Cordon.NONE);
    }

    @Test
    void aMissingPermissionIsNamedAndTheTokenIsNot() {
        served.withhold("patch", "nodes");

        ServiceException refused = ServedWorkloads.refused(() -> served.workloads.cordon(served.seen(), "run-7"));

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.DENIED);
        assertThat(refused).hasMessageContainingAll("cannot patch", "nodes", "ClusterRole");
        assertThat(refused.toString()).doesNotContain("Bearer", "eyJ");
    }
}
