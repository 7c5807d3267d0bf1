package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ListsTest extends ListsContract<SandboxServer> {
    ListsTest() {
        super(new SandboxServer());
    }

    @Test
    void aLaterPageIsRefusedOnceTheHistoryIsForgotten() {
        List.of("a", "b", "c").forEach(name -> cluster.configMap(name, Map.of()));
        String next = list(options(2).build()).getMetadata().getContinue();
        cluster.configMap("later", Map.of());

        server.api.faults().forgetHistory();

        Status refusal = refusal(() -> list(options(2).withContinue(next).build()));
        assertThat(refusal.getCode()).isEqualTo(410);
        assertThat(refusal.getReason()).isEqualTo("Expired");
        assertThat(list(options(2).build()).getItems()).hasSize(2);
    }
}
