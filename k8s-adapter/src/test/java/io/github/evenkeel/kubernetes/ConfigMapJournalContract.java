package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.testkit.contract.JournalContract;
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

    @Test
    void whatPeopleChangeMeanwhileStays() {
        try (Journal.Writer writer = journal().open("a")) {
            writer.write(Map.of("one", "1"));
            server.administrator()
                    .configMaps()
                    .inNamespace("default")
                    .withName(name)
                    .edit(map -> edited(map));

            writer.write(Map.of("two", "2"));
        }
        try (Journal.Writer next = journal().open("b")) {
            assertThat(next.entries()).isEqualTo(Map.of("one", "1", "two", "2", "note", "by hand"));
        }
    }

    @Test
    void isMadeAgainWhereItWasDeleted() {
        try (Journal.Writer writer = journal().open("a")) {
            writer.write(Map.of("one", "1"));
            server.administrator()
                    .configMaps()
                    .inNamespace("default")
                    .withName(name)
                    .delete();

            writer.write(Map.of("two", "2"));
        }
        try (Journal.Writer next = journal().open("b")) {
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
