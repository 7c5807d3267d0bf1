package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of a node that is followed, whichever the API server. */
@Timeout(120)
abstract class NodeWatchContract<S extends Server> {
    final S server;
    final ServedWorkloads served;
    private final AtomicInteger changes = new AtomicInteger();

    NodeWatchContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void knowsTheNodesPodsAndNoOthersAndTellsOfChanges() {
        served.node("10.0.10.3");
        served.pod("here", NODE);
        served.pod("there", "10.0.10.3");
        try (NodeWatch view = watchNode()) {
            assertThat(names(view)).containsExactly("here");
            int before = changes.get();

            served.pod("later", NODE);
            served.pod("elsewhere", "10.0.10.3");
            served.budget("web-budget", 1);

            awaitPods(view, "here", "later");
            await().untilAsserted(() -> assertThat(view.budgets()).hasSize(1));
            assertThat(changes.get()).isGreaterThan(before);
        }
    }

    @Test
    void aPodThatIsGoneIsNotSeenAnyMore() {
        Pod pod = served.pod("here", NODE);
        try (NodeWatch view = watchNode()) {
            served.administrator
                    .pods()
                    .inNamespace(pod.namespace())
                    .withName(pod.name())
                    .withGracePeriod(0)
                    .delete();
            awaitPods(view);
        }
    }

    @Test
    void cantBeginWithoutPermission() {
        served.withhold("watch", "pods");
        served.withhold("list", "pods");

        ServiceException refused = ServedWorkloads.refused(this::watchNode);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.DENIED);
        assertThat(refused).hasMessageContaining("watch pods on node " + NODE);
    }

    @Test
    void isNotReadAfterItsEnd() {
        NodeWatch view = watchNode();
        view.close();
        assertThatThrownBy(view::pods).isInstanceOf(IllegalStateException.class);
    }

    NodeWatch watchNode() {
        return served.workloads.watchNode(NODE, changes::incrementAndGet);
    }

    private static List<String> names(NodeWatch view) {
        return view.pods().stream().map(Pod::name).toList();
    }

    static void awaitPods(NodeWatch view, String... names) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(names(view)).containsExactlyInAnyOrder(names));
    }
}
