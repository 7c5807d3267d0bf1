package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, and what selects, on the sandbox's server and on a real one. */
abstract class ListsContract<S extends Server> {
    final S server;
    final ServedCluster cluster;

    ListsContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        List.of("a", "b", "c", "d", "e").forEach(name -> cluster.configMap(name, Map.of()));

        List<Integer> sizes = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            ConfigMapList page = list(options(2).withContinue(next).build());
            sizes.add(page.getItems().size());
            seen.addAll(names(page));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());

        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aListAsOfAnyRevisionIsNotPaged() {
        List.of("a", "b", "c").forEach(name -> cluster.configMap(name, Map.of()));

        ConfigMapList all = list(options(2).withResourceVersion("0").build());

        assertThat(names(all)).containsExactly("a", "b", "c");
        assertThat(all.getMetadata().getContinue()).isNullOrEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "tier=front: front, old-front",
                "tier==front: front, old-front",
                "tier!=front: back, plain",
                "tier in (front,back): back, front, old-front",
                "tier notin (front,back): plain",
                "tier: back, front, old-front",
                "!tier: plain",
                "tier in (front, back),!old: back, front",
                "tier=front,old=yes: old-front"
            })
    void labelsSelect(String selector, String expected) {
        cluster.configMap("front", Map.of("tier", "front"));
        cluster.configMap("back", Map.of("tier", "back"));
        cluster.configMap("old-front", Map.of("tier", "front", "old", "yes"));
        cluster.configMap("plain", Map.of());

        ConfigMapList found =
                list(new ListOptionsBuilder().withLabelSelector(selector).build());

        assertThat(names(found)).containsExactly(expected.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "spec.nodeName=10.0.10.1: near, run",
                "spec.nodeName=10.0.10.1,status.phase=Running: run",
                "spec.nodeName!=10.0.10.1: far",
                "status.phase!=Running: far, near",
                "metadata.name=far: far"
            })
    void fieldsOfPodsSelect(String selector, String expected) {
        cluster.node(ServedCluster.NODE);
        cluster.node("10.0.10.2");
        cluster.running("run", Map.of());
        cluster.bound("near", ServedCluster.NODE, Map.of());
        cluster.bound("far", "10.0.10.2", Map.of());

        var found = cluster.client
                .pods()
                .inAnyNamespace()
                .list(new ListOptionsBuilder().withFieldSelector(selector).build());

        assertThat(found.getItems())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactlyInAnyOrder(expected.split(", "));
    }

    @Test
    void otherFieldsCanNotSelect() {
        ListOptions options =
                new ListOptionsBuilder().withFieldSelector("data.x=1").build();

        Status refusal = refusal(() -> list(options));

        assertThat(refusal.getCode()).isEqualTo(400);
        assertThat(refusal.getMessage())
                .contains("\"data.x\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        assertThat(refusal(() -> cluster.client.pods().inNamespace(NAMESPACE).list(options))
                        .getMessage())
                .contains("field label not supported: data.x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier in", "tier in front", "=", "a b"})
    void aSelectorThatMakesNoSenseIsRefused(String selector) {
        assertThat(refusal(() -> list(new ListOptionsBuilder()
                                .withLabelSelector(selector)
                                .build()))
                        .getCode())
                .isEqualTo(400);
    }

    @Test
    void aTokenThatNoPageGaveIsRefused() {
        assertThat(refusal(() -> list(options(2).withContinue("nonsense").build()))
                        .getCode())
                .isEqualTo(400);
    }

    ConfigMapList list(ListOptions options) {
        return cluster.client.configMaps().inNamespace(NAMESPACE).list(options);
    }

    static ListOptionsBuilder options(long limit) {
        return new ListOptionsBuilder().withLimit(limit);
    }

    private static List<String> names(ConfigMapList list) {
        return list.getItems().stream()
                .map((ConfigMap item) -> item.getMetadata().getName())
                .toList();
    }
}
