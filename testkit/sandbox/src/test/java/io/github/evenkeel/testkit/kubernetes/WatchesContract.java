package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches by fabric8's client, over a WebSocket. */
abstract class WatchesContract<S extends Server> {
    static final class Seen implements Watcher<ConfigMap> {
        final List<String> events = new CopyOnWriteArrayList<>();
        final CompletableFuture<WatcherException> ended = new CompletableFuture<>();

        @Override
        public void eventReceived(Action action, ConfigMap object) {
            events.add(action + " " + object.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            ended.complete(cause);
        }
    }

    final S server;
    final ServedCluster cluster;
    final Seen seen = new Seen();

    WatchesContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void tellsOfWhatBecomesOfTheSelectedObjects() {
        cluster.configMap("first", Map.of("tier", "front"));
        watch(selector("tier=front"));
        cluster.configMap("second", Map.of("tier", "front"));
        cluster.configMap("other", Map.of("tier", "back"));
        edit("first", map -> map.edit().addToData("key", "value").build());
        edit("second", map -> map.edit()
                .editMetadata()
                .addToLabels("tier", "back")
                .endMetadata()
                .build());
        edit("other", map -> map.edit()
                .editMetadata()
                .addToLabels("tier", "front")
                .endMetadata()
                .build());
        cluster.client.configMaps().inNamespace(NAMESPACE).withName("first").delete();

        await().untilAsserted(() -> assertThat(seen.events)
                .containsExactly(
                        "ADDED first",
                        "ADDED second",
                        "MODIFIED first",
                        "DELETED second",
                        "ADDED other",
                        "DELETED first"));
    }

    @Test
    void goesOnFromARevision() {
        ConfigMap first = cluster.configMap("first", Map.of());
        cluster.configMap("second", Map.of());

        watch(from(first.getMetadata().getResourceVersion()));
        await().untilAsserted(() -> assertThat(seen.events).containsExactly("ADDED second"));
    }

    /** Ends with the cluster. */
    void watch(ListOptions options) {
        Watch unused = cluster.client.configMaps().inNamespace(NAMESPACE).watch(options, seen);
    }

    static ListOptions from(String resourceVersion) {
        return new ListOptionsBuilder().withResourceVersion(resourceVersion).build();
    }

    private static ListOptions selector(String labels) {
        return new ListOptionsBuilder().withLabelSelector(labels).build();
    }

    private void edit(String name, UnaryOperator<ConfigMap> change) {
        cluster.client.configMaps().inNamespace(NAMESPACE).withName(name).edit(change);
    }
}
