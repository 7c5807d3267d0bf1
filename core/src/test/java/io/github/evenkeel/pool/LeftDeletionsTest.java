package io.github.evenkeel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeftDeletionsTest {
    private static NodePool pool(Lifecycle... states) {
        return NodePool.builder("pool", "workers", KubernetesVersion.parse("v1.31.1"))
                .nodes(Stream.of(states)
                        .map(state -> PoolNode.builder("node " + state)
                                .instanceId("instance-" + state)
                                .lifecycle(state)
                                .build())
                        .toList())
                .build();
    }

    private static List<Finding> findings(NodePool pool, boolean joined, Operation... failed) {
        return LeftDeletions.in(pool, "pool workers", member -> joined, List.of(failed));
    }

    @Test
    void aPoolWhoseNodesAreAtWorkOrGoneMayBeChanged() {
        assertThat(findings(pool(Lifecycle.ACTIVE, Lifecycle.CREATING, Lifecycle.DELETED), true))
                .isEmpty();
    }

    @Test
    void aNodeThatIsBeingDeletedStandsInTheWayWhileKubernetesHasIt() {
        assertThat(findings(pool(Lifecycle.ACTIVE, Lifecycle.DELETING), true))
                .extracting(Finding::object)
                .containsExactly("node node DELETING of pool workers");
        assertThat(findings(pool(Lifecycle.ACTIVE, Lifecycle.DELETING), false)).isEmpty();
    }

    @Test
    void aNodeThatFailsStandsInTheWayWhetherItHasJoinedOrNot() {
        assertThat(findings(pool(Lifecycle.FAILING), false)).hasSize(1).allMatch(Finding::blocks);
    }

    @Test
    void aDeletionThatFailedStandsInTheWay() {
        Operation failed = Operation.builder("wr-3", Operation.State.FAILED)
                .detail("no luck")
                .build();
        assertThat(findings(pool(Lifecycle.ACTIVE), true, failed))
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).contains("wr-3", "no luck"));
    }
}
