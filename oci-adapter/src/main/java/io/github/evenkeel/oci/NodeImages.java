package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.model.NodePoolOptions;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageOption;
import com.oracle.bmc.containerengine.requests.GetNodePoolOptionsRequest;
import com.oracle.bmc.containerengine.responses.GetNodePoolOptionsResponse;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Optional;

/** Reads the images that Container Engine offers for the nodes of a cluster. */
final class NodeImages {
    /** Argument of GetNodePoolOptions that stands for all images of the service, not those of one cluster. */
    private static final String ALL = "all";

    private final ContainerEngine client;
    private final String clusterId;

    NodeImages(ContainerEngine client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
    }

    /**
     * The image for new nodes of {@code pool} with {@code version}.
     *
     * <p>For a cluster, the service may offer only images that fit the current version of the control plane, which may
     * be older than {@code version}. If none of these fits, this searches all images of the service.
     */
    Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version, String compartmentId) {
        return pool.image()
                .flatMap(present -> NodeImageChoice.newest(present, version, offered(clusterId, compartmentId))
                        .or(() -> NodeImageChoice.newest(present, version, offered(ALL, compartmentId))));
    }

    /** The image of that OCID; the service refuses a pool whose version is not that of its OKE image. */
    NodeImage named(String imageId, KubernetesVersion version, String compartmentId) {
        NodeImage image = find(imageId, offered(clusterId, compartmentId))
                .or(() -> find(imageId, offered(ALL, compartmentId)))
                .orElse(NodeImage.of(imageId));
        image.name()
                .flatMap(NodeImageName::parse)
                .filter(name -> !name.version().equals(version))
                .ifPresent(name -> {
                    throw ServiceException.of(
                            ServiceException.Outcome.REJECTED,
                            "use of image " + imageId,
                            "its name is " + image.name().orElseThrow() + ", and the nodes need " + version);
                });
        return image;
    }

    private static Optional<NodeImage> find(String imageId, List<NodeImage> images) {
        return images.stream().filter(image -> image.id().equals(imageId)).findFirst();
    }

    /** The versions that the service offers for nodes of the cluster. */
    List<KubernetesVersion> versions(String compartmentId) {
        List<String> versions = options(clusterId, compartmentId).getKubernetesVersions();
        return versions == null
                ? List.of()
                : versions.stream().map(KubernetesVersion::parse).toList();
    }

    private List<NodeImage> offered(String of, String compartmentId) {
        NodePoolOptions options = options(of, compartmentId);
        return options.getSources() == null
                ? List.of()
                : options.getSources().stream()
                        .filter(NodeSourceViaImageOption.class::isInstance)
                        .map(NodeSourceViaImageOption.class::cast)
                        .filter(source -> source.getImageId() != null)
                        .map(source -> new NodeImage(source.getImageId(), Optional.ofNullable(source.getSourceName())))
                        .toList();
    }

    private NodePoolOptions options(String of, String compartmentId) {
        String operation = "GetNodePoolOptions " + of;
        GetNodePoolOptionsResponse response = SdkCall.send(
                operation,
                GetNodePoolOptionsRequest.builder()
                        .nodePoolOptionId(of)
                        .compartmentId(compartmentId)
                        .build(),
                client::getNodePoolOptions);
        return SdkCall.present(operation, response.getNodePoolOptions(), response.getOpcRequestId());
    }
}
