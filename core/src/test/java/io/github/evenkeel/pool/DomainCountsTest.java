package io.github.evenkeel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainCountsTest {
    private static PoolNode in(String domain, Lifecycle lifecycle) {
        return PoolNode.builder("node")
                .instanceId("instance")
                .availabilityDomain(domain)
                .lifecycle(lifecycle)
                .build();
    }

    private static final NodePool POOL = NodePool.builder("pool", "pool", KubernetesVersion.parse("v1.32.1"))
            .size(3)
            .nodes(List.of(
                    in("Uocm:PHX-AD-1", Lifecycle.ACTIVE),
                    in("Uocm:PHX-AD-1", Lifecycle.ACTIVE),
                    in("Uocm:PHX-AD-2", Lifecycle.ACTIVE),
                    in("Uocm:PHX-AD-2", Lifecycle.DELETING)))
            .build();

    @Test
    void aDomainIsReachedByAsManyNodesAsItHad() {
        DomainCounts counts = DomainCounts.of(POOL);

        assertThat(counts.areReached("Uocm:PHX-AD-1", 1)).isFalse();
        assertThat(counts.areReached("Uocm:PHX-AD-1", 2)).isTrue();
        assertThat(counts.areReached("Uocm:PHX-AD-2", 1)).isTrue();
        assertThat(DomainCounts.UNKNOWN.areReached("Uocm:PHX-AD-1", 5))
                .as("not known")
                .isFalse();
    }

    @Test
    void areReadAsTheyWereWritten() {
        DomainCounts counts = DomainCounts.of(POOL);

        assertThat(counts.words()).containsExactly("1:Uocm:PHX-AD-2", "2:Uocm:PHX-AD-1");
        assertThat(DomainCounts.of(counts.words())).isEqualTo(counts);
    }
}
