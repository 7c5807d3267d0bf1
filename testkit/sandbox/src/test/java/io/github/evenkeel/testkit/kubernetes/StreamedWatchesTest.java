package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class StreamedWatchesTest extends StreamedWatchesContract<SandboxServer> {
    StreamedWatchesTest() {
        super(new SandboxServer());
    }

    @Test
    void aForgottenRevisionIsTheOnlyEvent() throws Exception {
        cluster.configMap("first", Map.of());
        server.api.faults().forgetHistory();

        try (StreamedWatch watch = cluster.watch(MAPS + "&resourceVersion=1")) {
            JsonNode event = Objects.requireNonNull(watch.next());
            assertThat(event.path("type").asText()).isEqualTo("ERROR");
            assertThat(event.path("object").path("code").asInt()).isEqualTo(410);
            assertThat(event.path("object").path("reason").asText()).isEqualTo("Expired");
            assertThat(watch.next()).isNull();
        }
    }

    @Test
    void breaksOffInTheMiddle() throws Exception {
        cluster.configMap("first", Map.of());
        try (StreamedWatch watch = cluster.watch(MAPS)) {
            assertThat(watch.nextInShort()).isEqualTo("ADDED first");

            server.api.faults().breakWatches();

            assertThatThrownBy(watch::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void bookmarksTellOfChangesToOtherKindsAtOnce() throws Exception {
        try (StreamedWatch watch = cluster.watch(MAPS + "&timeoutSeconds=30&allowWatchBookmarks=true")) {
            String other = cluster.client
                    .leases()
                    .inNamespace("default")
                    .resource(ServedCluster.manifest("{metadata: {name: lock, namespace: default}}", Lease.class))
                    .create()
                    .getMetadata()
                    .getResourceVersion();

            JsonNode event = Objects.requireNonNull(watch.next());

            assertThat(event.path("type").asText()).isEqualTo("BOOKMARK");
            JsonNode metadata = event.path("object").path("metadata");
            assertThat(metadata.path("resourceVersion").asLong()).isGreaterThanOrEqualTo(Long.parseLong(other));
        }
    }
}
