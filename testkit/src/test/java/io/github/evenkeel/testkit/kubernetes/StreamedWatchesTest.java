package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches over plain HTTP, which kubectl uses. */
@Timeout(20)
class StreamedWatchesTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps?watch=true";

    private final ServedCluster cluster = new ServedCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void beginsWithAllThatThereIs() throws Exception {
        cluster.configMap("first", Map.of());
        try (StreamedWatch watch = cluster.watch(MAPS)) {
            assertThat(watch.statusCode).isEqualTo(200);
            assertThat(watch.nextInShort()).isEqualTo("ADDED first");

            cluster.configMap("second", Map.of());

            assertThat(watch.nextInShort()).isEqualTo("ADDED second");
        }
    }

    @Test
    void anObjectThatLeavesTheSelectionCountsAsDeleted() throws Exception {
        cluster.node(ServedCluster.NODE);
        try (StreamedWatch watch = cluster.watch("/api/v1/pods?watch=1&fieldSelector=status.phase%3DPending")) {
            var pod = cluster.bound("web", ServedCluster.NODE, Map.of());
            assertThat(watch.nextInShort()).isEqualTo("ADDED web");

            Object running = cluster.report(pod, "{\"status\":{\"phase\":\"Running\"}}")
                    .getMetadata()
                    .getResourceVersion();

            JsonNode event = Objects.requireNonNull(watch.next());
            assertThat(event.path("type").asText()).isEqualTo("DELETED");
            JsonNode last = event.path("object");
            assertThat(last.path("metadata").path("resourceVersion").asText()).isEqualTo(running);
            assertThat(last.path("status").path("phase").asText())
                    .as("the object as it was while it was selected")
                    .isEqualTo("Pending");
        }
    }

    @Test
    void aForgottenRevisionIsTheOnlyEvent() throws Exception {
        cluster.configMap("first", Map.of());
        cluster.api.faults().forgetHistory();

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

            cluster.api.faults().breakWatches();

            assertThatThrownBy(watch::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        try (StreamedWatch watch = cluster.watch(MAPS + "&timeoutSeconds=1")) {
            assertThat(watch.next()).isNull();
        }
    }

    @Test
    void bookmarksTellHowFarAQuietWatchIs() throws Exception {
        try (StreamedWatch watch = cluster.watch(MAPS + "&timeoutSeconds=3&allowWatchBookmarks=true")) {
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

    @Test
    void aWrongParameterIsRefusedAtOnce() throws Exception {
        try (StreamedWatch watch = cluster.watch(MAPS + "&fieldSelector=data.x%3D1")) {
            assertThat(watch.statusCode).isEqualTo(400);
        }
    }
}
