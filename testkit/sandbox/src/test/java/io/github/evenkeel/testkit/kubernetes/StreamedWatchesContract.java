package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches over plain HTTP, which kubectl uses. */
@Timeout(120)
abstract class StreamedWatchesContract<S extends Server> {
    static final String MAPS = "/api/v1/namespaces/default/configmaps?watch=true";

    final S server;
    final ServedCluster cluster;

    StreamedWatchesContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

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
    void endsWhenItsTimeIsOver() throws Exception {
        try (StreamedWatch watch = cluster.watch(MAPS + "&timeoutSeconds=1")) {
            assertThat(watch.next()).isNull();
        }
    }

    @Test
    void bookmarksTellHowFarAQuietWatchIs() throws Exception {
        String quiet = "&labelSelector=tier%3Dfront&allowWatchBookmarks=true&timeoutSeconds=10";
        try (StreamedWatch watch = cluster.watch(MAPS + quiet)) {
            long other = Long.parseLong(
                    cluster.configMap("other", Map.of()).getMetadata().getResourceVersion());
            long told;
            do {
                JsonNode event = Objects.requireNonNull(watch.next(), "the watch ended first");
                assertThat(event.path("type").asText()).isEqualTo("BOOKMARK");
                told = event.at("/object/metadata/resourceVersion").asLong();
            } while (told < other);
        }
    }

    @Test
    void aWrongParameterIsRefusedAtOnce() throws Exception {
        try (StreamedWatch watch = cluster.watch(MAPS + "&fieldSelector=data.x%3D1")) {
            assertThat(watch.statusCode).isEqualTo(400);
        }
    }
}
