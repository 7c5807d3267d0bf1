package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What else is known of a node that is watched, whichever the API server. */
@Timeout(120)
abstract class NodeWatchContract<S extends Server> {
    final S server;
    final ServedWorkloads served;

    NodeWatchContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void cantBeginWithoutPermission() {
        served.withhold("watch", "pods");
        served.withhold("list", "pods");

        ServiceException refused = ServedWorkloads.refused(this::watchNode);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.DENIED);
        assertThat(refused).hasMessageContaining("watch pods on node " + NODE);
    }

    NodeWatch watchNode() {
        return served.workloads.watchNode(NODE, () -> {});
    }

    private static List<String> names(NodeWatch view) {
        return view.pods().stream().map(Pod::name).toList();
    }

    static void awaitPods(NodeWatch view, String... names) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(names(view)).containsExactlyInAnyOrder(names));
    }
}
