package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStateTest {
    private static final NodeIdentity NODE = new NodeIdentity("10.0.10.1", "uid-1");

    private static NodeState planned(@Nullable String domain) {
        return NodeState.planned(
                NODE,
                "instance-1",
                new NodeAddresses("10.0.10.1", List.of(NodeAddress.internal("10.0.99.1"))),
                domain,
                domain == null ? null : "FAULT-DOMAIN-1",
                "pool-1",
                "workers & more",
                KubernetesVersion.parse("v1.32.1"));
    }

    private static NodeState begun() {
        return planned("AD-1")
                .withMemberships(List.of("lb,web,10.0.10.1"))
                .withLedger(Map.of("pool.size", "3", "pool.volumes", "AD-1"))
                .begin(Step.DRAIN_BACKENDS)
                .end(Step.DRAIN_BACKENDS)
                .begin(Step.CORDON);
    }

    private static NodeState readAgain(NodeState state) {
        return NodeStateCodec.read(
                "10.0.10.1", EntryCodec.parse(NodeStateCodec.write(state).text()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "Uocm:PHX-AD-1")
    void isReadAsItWasWritten(@Nullable String domain) {
        NodeState state = planned(domain).begin(Step.DRAIN_BACKENDS);

        assertThat(readAgain(state)).isEqualTo(state);
    }

    @Test
    void keepsWhatEachSliceKnowsFromStepToStep() {
        SuccessorState successor = new SuccessorState(
                new NodeIdentity("10.0.10.7", "uid-7"), "instance-7", new NodeAddresses("10.0.10.7", List.of()));
        NodeState state =
                begun().end(Step.CORDON).begin(Step.DELETE_NODE).passReturn().withSuccessor(successor);

        assertThat(readAgain(state)).isEqualTo(state);
        assertThat(state.begun()).containsExactly(Step.DRAIN_BACKENDS, Step.CORDON, Step.DELETE_NODE);
        assertThat(state.done()).containsExactlyInAnyOrder(Step.DRAIN_BACKENDS, Step.CORDON);
        assertThat(state.ledger()).containsEntry("pool.volumes", "AD-1");
        assertThat(state.memberships()).containsExactly("lb,web,10.0.10.1");
    }

    @Test
    void addressesOfPodsAreWrittenIfThereAreAny() {
        NodeState state = begun().withPodBackends(List.of("10.0.20.5", "2603:c020::5"));

        assertThat(readAgain(state)).isEqualTo(state);
        assertThat(readAgain(state.end(Step.CORDON)).podBackends()).containsExactly("10.0.20.5", "2603:c020::5");
        assertThat(NodeStateCodec.write(begun()).text()).doesNotContain("podbackends");
    }

    @Test
    void aStepThatIsTakenAgainIsBegunOnce() {
        assertThat(begun().begin(Step.DRAIN_BACKENDS).begun()).containsExactly(Step.DRAIN_BACKENDS, Step.CORDON);
    }

    @Test
    void aStepOfAnotherVersionIsReadById() {
        String text = NodeStateCodec.write(begun()).text().replace("DRAIN_BACKENDS+CORDON", "DRAIN_BACKENDS+REBOOT");

        NodeState state = NodeStateCodec.read("10.0.10.1", EntryCodec.parse(text));

        assertThat(state.last()).hasValueSatisfying(step -> {
            assertThat(step.id()).isEqualTo("REBOOT");
            assertThat(step.isKnown()).isFalse();
        });
        assertThat(NodeStateCodec.write(state).text()).isEqualTo(text);
    }

    @Test
    void theFirstFormatIsRefusedWithItsVersion() {
        assertThatThrownBy(() -> EntryCodec.parse("v=1&node=10.0.10.1&step=CORDON&state=DONE"))
                .hasMessage("version 1, and not 2");
    }
}
