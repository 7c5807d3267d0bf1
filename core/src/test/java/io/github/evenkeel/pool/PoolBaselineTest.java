package io.github.evenkeel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.run.state.NodeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolBaselineTest {
    private static final PoolBaseline BASELINE = new PoolBaseline(
            3, Set.of("uid/kube-system/proxy"), Optional.of("AD-1"), Optional.of(DeletionKind.SURPLUS));

    private static NodeState with(Map<String, String> ledger) {
        return NodeState.planned(
                        new NodeIdentity("a", "uid"),
                        "instance",
                        new NodeAddresses("10.0.0.1", List.of()),
                        null,
                        null,
                        "pool",
                        "pool",
                        KubernetesVersion.parse("v1.32.1"))
                .withLedger(ledger);
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(PoolBaseline.read(with(BASELINE.fields()))).isEqualTo(BASELINE);
        PoolBaseline without = new PoolBaseline(0, Set.of(), Optional.empty(), Optional.empty());
        assertThat(PoolBaseline.read(with(without.fields()))).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource({
        "pool.size, -1, a number from 0",
        "pool.daemonsets, proxy, UID/namespace/name",
        "pool.volumes, a b, one word",
        "pool.deletion, both, one of"
    })
    void whatNoRunWritesIsRefused(String field, String text, String needed) {
        Map<String, String> fields = new TreeMap<>(BASELINE.fields());
        fields.put(field, text);

        assertThatThrownBy(() -> PoolBaseline.read(with(fields))).hasMessageContainingAll(field, needed);
    }
}
