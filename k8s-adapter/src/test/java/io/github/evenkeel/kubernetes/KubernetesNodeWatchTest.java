package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's API server, and what only that can be told to do. */
@Execution(ExecutionMode.CONCURRENT)
class KubernetesNodeWatchTest extends NodeWatchContract<SandboxServer> {
    KubernetesNodeWatchTest() {
        super(new SandboxServer());
    }

    @Test
    void goesOnAfterWatchesBrokeOff() {
        try (NodeWatch view = watchNode()) {
            server.faults().breakWatches();
            served.pod("later", NODE);
            awaitPods(view, "later");
        }
    }

    @Test
    void listsAgainWhereTheServerForgotWhatWasMissed() {
        Pod pod = served.pod("here", NODE);
        try (NodeWatch view = watchNode()) {
            server.faults().awayFor(Duration.ofMillis(500));
            await().until(() -> !away());
            served.administrator
                    .pods()
                    .inNamespace(pod.namespace())
                    .withName(pod.name())
                    .withGracePeriod(0)
                    .delete();
            served.pod("later", NODE);
            server.faults().forgetHistory();
            awaitPods(view, "later");
        }
    }

    private boolean away() {
        try {
            served.workloads.nodes();
            return false;
        } catch (ServiceException e) {
            return true;
        }
    }
}
