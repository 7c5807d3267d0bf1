package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.model.Node;
import com.oracle.bmc.containerengine.model.NodeError;
import com.oracle.bmc.containerengine.model.NodePool;
import com.oracle.bmc.containerengine.model.NodePoolCyclingDetails;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageDetails;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageOption;
import com.oracle.bmc.containerengine.responses.GetNodePoolResponse;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeFault;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps node pools and nodes of Container Engine's responses to those of the port. */
final class NodePoolReading {
    private NodePoolReading() {}

    static io.github.evenkeel.spi.NodePool pool(String operation, GetNodePoolResponse response) {
        String requestId = response.getOpcRequestId();
        NodePool pool = SdkCall.present(operation, response.getNodePool(), requestId);
        List<Node> nodes = OrNone.of(pool.getNodes());
        return io.github.evenkeel.spi.NodePool.builder(
                        pool.getId(),
                        orEmpty(pool.getName()),
                        ServedVersion.needed(operation, pool.getKubernetesVersion(), requestId))
                .lifecycle(LifecycleState.of(pool.getLifecycleState()))
                .size(size(pool))
                .image(image(pool))
                .cycling(cycling(pool))
                .nodes(nodes.stream().map(NodePoolReading::node).toList())
                .revision(response.getEtag())
                .build();
    }

    private static NodeCycling cycling(NodePool pool) {
        NodePoolCyclingDetails details = pool.getNodePoolCyclingDetails();
        return details != null && Boolean.TRUE.equals(details.getIsNodeCyclingEnabled())
                ? NodeCycling.ON
                : NodeCycling.OFF;
    }

    private static PoolNode node(Node node) {
        NodeError error = node.getNodeError();
        return PoolNode.builder(orEmpty(node.getName()))
                .instanceId(blankToNull(node.getId()))
                .version(ServedVersion.read(node.getKubernetesVersion()).orElse(null))
                .privateIp(blankToNull(node.getPrivateIp()))
                .availabilityDomain(blankToNull(node.getAvailabilityDomain()))
                .faultDomain(blankToNull(node.getFaultDomain()))
                .lifecycle(LifecycleState.of(node.getLifecycleState()))
                .fault(
                        error == null
                                ? null
                                : new NodeFault(
                                        orEmpty(error.getCode()), ServiceText.brief(orEmpty(error.getMessage()))))
                .build();
    }

    /** Pools that are older than placement configurations have a number of nodes for each subnet. */
    private static int size(NodePool pool) {
        if (pool.getNodeConfigDetails() != null && pool.getNodeConfigDetails().getSize() != null) {
            return pool.getNodeConfigDetails().getSize();
        }
        if (pool.getQuantityPerSubnet() != null && pool.getSubnetIds() != null) {
            return pool.getQuantityPerSubnet() * pool.getSubnetIds().size();
        }
        return 0;
    }

    private static @Nullable NodeImage image(NodePool pool) {
        String name = pool.getNodeSource() == null ? null : pool.getNodeSource().getSourceName();
        if (pool.getNodeSourceDetails() instanceof NodeSourceViaImageDetails details && details.getImageId() != null) {
            boolean same = !(pool.getNodeSource() instanceof NodeSourceViaImageOption source)
                    || details.getImageId().equals(source.getImageId());
            return new NodeImage(details.getImageId(), same ? Optional.ofNullable(name) : Optional.empty());
        }
        if (pool.getNodeSource() instanceof NodeSourceViaImageOption source && source.getImageId() != null) {
            return new NodeImage(source.getImageId(), Optional.ofNullable(name));
        }
        return null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
