package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditTest {
    private final SandboxServer server = new SandboxServer();
    private final ServedCluster cluster = new ServedCluster(server);
    private final AtomicInteger writes = new AtomicInteger();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void keepsWhatAnotherWroteInBetween() {
        Resource<ConfigMap> record = record();

        ConfigMap edited = Edit.of(record, read -> {
            if (writes.getAndIncrement() == 0) {
                writeAsAnother(record);
            }
            return read.edit().addToData("ours", "1").build();
        });

        assertThat(edited.getData()).containsEntry("ours", "1").containsKey("theirs");
        assertThat(writes).hasValue(2);
    }

    @Test
    void endsWhenAnotherWritesEachTime() {
        Resource<ConfigMap> record = record();

        assertThat(refusal(() -> Edit.of(record, read -> {
                            writes.getAndIncrement();
                            writeAsAnother(record);
                            return read.edit().addToData("ours", "1").build();
                        }))
                        .getCode())
                .isEqualTo(409);
    }

    private Resource<ConfigMap> record() {
        cluster.configMap("record", Map.of());
        return cluster.client.configMaps().inNamespace(ServedCluster.NAMESPACE).withName("record");
    }

    private void writeAsAnother(Resource<ConfigMap> record) {
        record.edit(read ->
                read.edit().addToData("theirs", Integer.toString(writes.get())).build());
    }
}
