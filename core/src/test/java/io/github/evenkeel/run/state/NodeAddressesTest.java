package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.NodeAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeAddressesTest {
    private static NodeAddresses of(String privateIp, String... internal) {
        return new NodeAddresses(
                privateIp, List.of(internal).stream().map(NodeAddress::internal).toList());
    }

    @Test
    void thePoolsAddressHasThePoolsAsItsCounterpart() {
        assertThat(of("10.0.10.1", "10.0.99.1", "10.0.10.1").counterpartIn(of("10.0.10.2", "10.0.10.2"), "10.0.10.1"))
                .contains("10.0.10.2");
    }

    @Test
    void anotherOneHasTheOneThatIsNotThePoolsWhateverTheOrder() {
        NodeAddresses old = of("10.0.10.1", "10.0.10.1", "10.0.99.1");
        assertThat(old.counterpartIn(of("10.0.10.2", "10.0.99.2", "10.0.10.2"), "10.0.99.1"))
                .contains("10.0.99.2");
        assertThat(old.counterpartIn(of("10.0.10.2", "10.0.99.2"), "10.0.99.1")).contains("10.0.99.2");
    }

    @Test
    void amongSeveralOthersThePlaceCountsWithinAnIpVersion() {
        NodeAddresses old = of("10.0.10.1", "10.0.10.1", "fd00::1", "10.0.98.1", "10.0.99.1");
        NodeAddresses other = of("10.0.10.2", "10.0.10.2", "10.0.98.2", "10.0.99.2", "fd00::2");
        assertThat(old.counterpartIn(other, "10.0.98.1")).contains("10.0.98.2");
        assertThat(old.counterpartIn(other, "10.0.99.1")).contains("10.0.99.2");
        assertThat(old.counterpartIn(other, "fd00::1")).contains("fd00::2");
    }

    @Test
    void aMachineThatHasNoneOfTheKindHasNoCounterpart() {
        NodeAddresses old = of("10.0.10.1", "10.0.10.1", "10.0.99.1");
        assertThat(old.counterpartIn(of("10.0.10.2", "10.0.10.2"), "10.0.99.1")).isEmpty();
        assertThat(old.counterpartIn(new NodeAddresses(null, List.of()), "10.0.10.1"))
                .isEmpty();
        assertThat(old.counterpartIn(old, "10.0.77.1")).isEmpty();
    }

    @Test
    void externalAddressesCountToo() {
        NodeAddresses old = new NodeAddresses("10.0.10.1", List.of(new NodeAddress("ExternalIP", "203.0.113.1")));
        NodeAddresses other = new NodeAddresses(
                "10.0.10.2", List.of(NodeAddress.internal("10.0.99.2"), new NodeAddress("ExternalIP", "203.0.113.2")));
        assertThat(old.include("203.0.113.1")).isTrue();
        assertThat(old.counterpartIn(other, "203.0.113.1")).contains("203.0.113.2");
    }

    @Test
    void addressesOfOneKindAreCalledTheSame() {
        NodeAddresses one = of("10.0.10.1", "10.0.10.1", "10.0.99.1", "fd00::1");
        NodeAddresses other = of("10.0.10.2", "fd00::2", "10.0.99.2", "10.0.10.2");
        assertThat(one.kindOf("10.0.10.1")).isEqualTo(other.kindOf("10.0.10.2")).isEqualTo("privateIp");
        assertThat(one.kindOf("10.0.99.1")).isEqualTo(other.kindOf("10.0.99.2"));
        assertThat(one.kindOf("fd00::1")).isEqualTo(other.kindOf("fd00::2")).isNotEqualTo(one.kindOf("10.0.99.1"));
    }

    @Test
    void aMachineIsKnownByItsPoolsAddressFirst() {
        assertThat(of("10.0.10.1", "10.0.99.1", "10.0.10.1").all()).containsExactly("10.0.10.1", "10.0.99.1");
        assertThat(new NodeAddresses(null, List.of(new NodeAddress("Hostname", "a"), NodeAddress.internal("10.0.99.1")))
                        .first())
                .isEqualTo("10.0.99.1");
    }

    @Test
    void aKindIsTheTypeTheIpVersionAndThePlace() {
        NodeAddresses one = of("10.0.10.1", "10.0.10.1", "10.0.98.1", "10.0.99.1", "::1");
        assertThat(one.kindOf("10.0.99.1")).isEqualTo("InternalIP v4 1");
        assertThat(one.kindOf("::1")).isEqualTo("InternalIP v6 0");
        assertThat(one.kindOf("10.0.77.1")).isEqualTo("none");
    }
}
