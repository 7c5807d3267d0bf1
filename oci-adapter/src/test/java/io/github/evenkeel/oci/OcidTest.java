package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcidTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ocid1.cluster.oc1.iad.aaaaaaaaexample",
                "ocid1.cluster.oc1..aaaaaaaaexample",
                "ocid1.cluster.oc1.us-ashburn-1.future.aaaaexample"
            })
    void takesTheOcidOfACluster(String ocid) {
        assertThat(Ocid.ofCluster(ocid)).isEqualTo(ocid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "shop",
                "ocid1.cluster",
                "ocid1.cluster.oc1.iad.",
                "ocid1.cluster.oc1.iad.aaaa/../bbbb",
                " ocid1.cluster.oc1.iad.aaaa",
                "ocid2.cluster.oc1.iad.aaaa",
                "ocid1.cluster.oc1.iad.aaaa\n"
            })
    void refusesWhatIsNoOcid(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocid.ofCluster(text))
                .withMessageContainingAll("'" + text + "'", "which is not an OCID", "ocid1.cluster.");
    }

    @Test
    void saysWhichKindItFoundAndWhichItNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocid.ofCluster("ocid1.nodepool.oc1.iad.aaaa"))
                .withMessageContainingAll("nodepool", "ocid1.nodepool.oc1.iad.aaaa", "ocid1.cluster.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocid.ofLoadBalancer("ocid1.cluster.oc1.iad.aaaa"))
                .withMessageContainingAll("(cluster)", "a load balancer, ocid1.loadbalancer.");
    }

    @Test
    void tellsNetworkLoadBalancersApart() {
        assertThat(Ocid.ofLoadBalancer("ocid1.loadbalancer.oc1.iad.aaaa")).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocid.ofLoadBalancer("ocid1.networkloadbalancer.oc1.iad.aaaa"))
                .withMessageContainingAll("network load balancer", "ocid1.loadbalancer.", "OciNetworkLoadBalancer");
        assertThat(Ocid.ofNetworkLoadBalancer("ocid1.networkloadbalancer.oc1.iad.aaaa"))
                .isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocid.ofNetworkLoadBalancer("ocid1.loadbalancer.oc1.iad.aaaa"))
                .withMessageContainingAll("a load balancer", "ocid1.networkloadbalancer.", "use OciLoadBalancer");
    }

    @Test
    void doesNotRepeatALongTextThatMayBeASecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocid.ofCluster("x".repeat(5000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
}
