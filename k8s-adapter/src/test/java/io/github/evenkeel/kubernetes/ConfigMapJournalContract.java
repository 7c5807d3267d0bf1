package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.Journal.Contents;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.contract.JournalContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A journal in a ConfigMap, whichever the API server. */
@Timeout(120)
abstract class ConfigMapJournalContract<S extends Server> extends JournalContract {
    final S server;
    final String name = RunRole.name();
    private final KubernetesClient client;

    ConfigMapJournalContract(S server) {
        this.server = server;
        client = RunRole.client(server);
    }

    @AfterEach
    void close() {
        server.administrator()
                .configMaps()
                .inNamespace("default")
                .withName(name)
                .delete();
        server.close();
    }

    @Override
    protected Journal journal() {
        return ConfigMapJournal.of(client, "default", name);
    }

    Journal.Writer opened(String writer) {
        Journal journal = journal();
        return journal.open(writer, journal.read(), Map.of());
    }

    @Test
    void oneThatOthersHaveMadeIsRefusedAndLeftAsItIs() {
        Resource<ConfigMap> object = object();
        ConfigMap before = create(Map.of(), Map.of("Corefile", ".:53 { forward . 192.0.2.1 }"));

        assertThatThrownBy(() -> journal().read())
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                        .isEqualTo(ServiceException.Outcome.REJECTED))
                .hasMessageContainingAll(
                        "ConfigMap default/" + name, "app.kubernetes.io/managed-by=evenkeel", "another owner");
        assertThatThrownBy(
                        () -> journal().open("a", new Contents(new TreeMap<>(), List.of(), ""), Map.of("run", "v=1")))
                .isInstanceOf(ServiceException.class);

        assertThat(object.get()).isEqualTo(before);
    }

    @Test
    void oneThatIsLabelledForItIsTakenAndItsOtherKeysStay() {
        create(Map.of("app.kubernetes.io/managed-by", "evenkeel"), Map.of("Corefile", "theirs"));

        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("run", "v=1"));
        }

        assertThat(object().get().getData()).isEqualTo(Map.of("Corefile", "theirs", "run", "v=1"));
    }

    @Test
    void oneThatIsImmutableIsRefusedBeforeAnythingIsBegun() {
        create(Map.of("app.kubernetes.io/managed-by", "evenkeel"), Map.of());
        object().edit(map -> new ConfigMapBuilder(map).withImmutable(true).build());

        assertThatThrownBy(() -> journal().read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("ConfigMap default/" + name, "immutable");
    }

    @Test
    void oneWhoseEntriesAreGoneIsRefusedAndNotBegunAnew() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("run", "v=1"));
        }
        object().edit(map -> new ConfigMapBuilder(map).withData(null).build());

        assertThatThrownBy(() -> journal().read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("ConfigMap default/" + name, "no entries", "lost", "delete it");
    }

    @Test
    void whatOthersChangeBesidesItsDataDoesNotKeepItFromBeingOpened() {
        opened("a").write(Map.of("run", "v=0"));
        Journal.Contents seen = journal().read();
        object().edit(map -> new ConfigMapBuilder(map)
                .editMetadata()
                .addToLabels("team", "storefront")
                .endMetadata()
                .build());

        try (Journal.Writer next = journal().open("b", seen, Map.of("run", "v=1"))) {
            assertThat(next.entries()).isEqualTo(Map.of("run", "v=1"));
        }
    }

    private Resource<ConfigMap> object() {
        return server.administrator().configMaps().inNamespace("default").withName(name);
    }

    private ConfigMap create(Map<String, String> labels, Map<String, String> data) {
        return server.administrator()
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withData(data)
                        .build())
                .create();
    }

    @Test
    void whatPeopleChangeMeanwhileStays() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("one", "1"));
            server.administrator()
                    .configMaps()
                    .inNamespace("default")
                    .withName(name)
                    .edit(map -> edited(map));

            writer.write(Map.of("two", "2"));
        }
        try (Journal.Writer next = opened("b")) {
            assertThat(next.entries()).isEqualTo(Map.of("one", "1", "two", "2", "note", "by hand"));
        }
    }

    @Test
    void whatPeopleTakeOutMeanwhileIsWrittenAgain() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("one", "1", "gone", "soon"));
            object().edit(map -> new ConfigMapBuilder(map).withData(null).build());

            writer.write(Map.of("two", "2", "gone", ""));
        }
        assertThat(journal().read().entries()).isEqualTo(Map.of("one", "1", "two", "2"));
    }

    @Test
    void isMadeAgainWhereItWasDeleted() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("one", "1"));
            server.administrator()
                    .configMaps()
                    .inNamespace("default")
                    .withName(name)
                    .delete();

            writer.write(Map.of("two", "2"));
        }
        try (Journal.Writer next = opened("b")) {
            assertThat(next.entries()).isEqualTo(Map.of("one", "1", "two", "2"));
        }
    }

    private static ConfigMap edited(ConfigMap map) {
        Map<String, String> data = new TreeMap<>(map.getData());
        data.put("note", "by hand");
        map.setData(data);
        return map;
    }
}
