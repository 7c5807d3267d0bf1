package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pods;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeIdentityTest {
    private final ClusterNode node = Pods.node("node-1", Map.of());

    @Test
    void aNodeIsKnownByItsUid() {
        assertThat(NodeIdentity.of(node).is(node)).isTrue();
        assertThat(new NodeIdentity("node-1", "uid-before").is(node)).isFalse();
    }

    @Test
    void aNodeThatIsMissingIsToldFromAnotherOneOfItsName() {
        NodeIdentity before = new NodeIdentity("node-1", "uid-before");

        assertThat(before.missing(Optional.empty()))
                .hasMessage("node node-1: expected the node with UID uid-before, found no such node");
        assertThat(before.missing(Optional.of(node)))
                .hasMessageEndingWith("found another one of that name, UID uid-of-node-1");
    }
}
