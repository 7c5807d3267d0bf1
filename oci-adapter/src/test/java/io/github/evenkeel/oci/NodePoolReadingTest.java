package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oracle.bmc.containerengine.model.Node;
import com.oracle.bmc.containerengine.model.NodeError;
import com.oracle.bmc.containerengine.model.NodePool;
import com.oracle.bmc.containerengine.model.NodePoolLifecycleState;
import com.oracle.bmc.containerengine.model.NodePoolNodeConfigDetails;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageDetails;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageOption;
import com.oracle.bmc.containerengine.responses.GetNodePoolResponse;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeFault;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePoolReadingTest {
    @Test
    void readsAPool() {
        io.github.evenkeel.spi.NodePool pool = read(pool().nodeConfigDetails(
                        NodePoolNodeConfigDetails.builder().size(3).build())
                .nodeSource(NodeSourceViaImageOption.builder()
                        .imageId("img")
                        .sourceName("Oracle-Linux-8.10-2025.09.16-0-OKE-1.31.1-1330")
                        .build())
                .nodeSourceDetails(
                        NodeSourceViaImageDetails.builder().imageId("img").build()));

        assertThat(pool.id()).isEqualTo("p");
        assertThat(pool.version()).isEqualTo(KubernetesVersion.parse("v1.31.1"));
        assertThat(pool.lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(pool.size()).isEqualTo(3);
        assertThat(pool.image()).contains(NodeImage.of("img", "Oracle-Linux-8.10-2025.09.16-0-OKE-1.31.1-1330"));
        assertThat(pool.revision()).contains("etag-1");
    }

    @Test
    void tellsANodeThatCouldNotBeMade() {
        io.github.evenkeel.spi.NodePool pool = read(pool().nodes(List.of(Node.builder()
                .name("oke-3")
                .lifecycleState(Node.LifecycleState.Failing)
                .nodeError(NodeError.builder()
                        .code("LimitExceeded")
                        .message("Out of host\ncapacity.")
                        .build())
                .build())));

        assertThat(pool.nodes())
                .containsExactly(PoolNode.builder("oke-3")
                        .lifecycle(Lifecycle.FAILING)
                        .fault(new NodeFault("LimitExceeded", "Out of host capacity."))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, CREATING",
        "ACTIVE, ACTIVE",
        "UPDATING, UPDATING",
        "DELETING, DELETING",
        "DELETED, DELETED",
        "FAILING, FAILING",
        "INACTIVE, INACTIVE",
        "SLEEPING, UNKNOWN"
    })
    void knowsTheStatesOfNodes(String state, Lifecycle expected) {
        io.github.evenkeel.spi.NodePool pool = read(pool().nodes(List.of(Node.builder()
                .id("i")
                .lifecycleState(Node.LifecycleState.create(state))
                .build())));
        assertThat(pool.nodes()).map(PoolNode::lifecycle).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"NEEDS_ATTENTION, NEEDS_ATTENTION", "INACTIVE, INACTIVE", "UPDATING, UPDATING", "NEW_STATE, UNKNOWN"})
    void knowsTheStatesOfPools(String state, Lifecycle expected) {
        assertThat(read(pool().lifecycleState(NodePoolLifecycleState.create(state)))
                        .lifecycle())
                .isEqualTo(expected);
    }

    @Test
    void countsTheNodesOfAPoolThatSaysThemForEachSubnet() {
        assertThat(read(pool().quantityPerSubnet(2).subnetIds(List.of("a", "b")))
                        .size())
                .isEqualTo(4);
    }

    @Test
    void doesNotTakeTheNameOfAnotherImage() {
        io.github.evenkeel.spi.NodePool pool = read(pool().nodeSource(NodeSourceViaImageOption.builder()
                        .imageId("old")
                        .sourceName("Oracle-Linux-8.10-aarch64-2025.09.16-0-OKE-1.31.1-1330")
                        .build())
                .nodeSourceDetails(
                        NodeSourceViaImageDetails.builder().imageId("new").build()));
        assertThat(pool.image()).contains(NodeImage.of("new"));
    }

    @Test
    void aPoolWithoutAVersionIsAnAnswerThatCantBeRead() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> read(pool().kubernetesVersion("latest")))
                .withMessageContainingAll("GetNodePool p", "latest")
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(ServiceException.Outcome.REJECTED));
    }

    private static NodePool.Builder pool() {
        return NodePool.builder()
                .id("p")
                .name("pool")
                .kubernetesVersion("v1.31.1")
                .lifecycleState(NodePoolLifecycleState.Active);
    }

    private static io.github.evenkeel.spi.NodePool read(NodePool.Builder pool) {
        return NodePoolReading.pool(
                "GetNodePool p",
                GetNodePoolResponse.builder()
                        .etag("etag-1")
                        .opcRequestId("R")
                        .nodePool(pool.build())
                        .build());
    }
}
