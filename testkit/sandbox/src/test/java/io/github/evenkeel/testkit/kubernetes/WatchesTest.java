package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.SandboxServer.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class WatchesTest extends WatchesContract<SandboxServer> {
    WatchesTest() {
        super(new SandboxServer());
    }

    @Test
    void endsWhenItWantsToGoOnFromAForgottenRevision() throws Exception {
        cluster.configMap("first", Map.of());
        server.api.faults().forgetHistory();

        watch(from("1"));
        WatcherException cause = seen.ended.get(10, TimeUnit.SECONDS);

        assertThat(cause.isHttpGone()).isTrue();
        assertThat(seen.events).isEmpty();
    }

    @Test
    void aBrokenWatchIsTakenUpWithoutLossOrRepetition() {
        String now = cluster.configMap("first", Map.of()).getMetadata().getResourceVersion();
        watch(from(now));
        cluster.configMap("before", Map.of());
        await().untilAsserted(() -> assertThat(seen.events).containsExactly("ADDED before"));

        server.api.faults().breakWatches();
        cluster.configMap("meanwhile", Map.of());

        await().untilAsserted(() -> assertThat(seen.events).containsExactly("ADDED before", "ADDED meanwhile"));
        assertThat(server.api.calls().by(USER)).containsEntry("watch configmaps", 2L);
    }
}
