package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the Nodes that are not Ready and whose instance is terminated. */
final class TerminatedNodes {
    private static final Logger LOG = LoggerFactory.getLogger(TerminatedNodes.class);

    private final KubernetesClient client;
    private final OciHttp oci;
    private final ServiceNodes nodes;

    TerminatedNodes(KubernetesClient client, OciHttp oci, ServiceNodes nodes) {
        this.client = client;
        this.oci = oci;
        this.nodes = nodes;
    }

    void delete() {
        for (Node node : nodes.notReady()) {
            try {
                if (ServiceNode.instanceId(node).filter(this::isTerminated).isPresent()) {
                    client.resource(node).delete();
                }
            } catch (RuntimeException e) {
                LOG.debug("Node {} is looked at again: {}", node.getMetadata().getName(), e.toString());
            }
        }
    }

    private boolean isTerminated(String instanceId) {
        OciHttp.Answer answer = oci.get("/20160918/instances/" + instanceId);
        return answer.status() == 200
                && answer.body().path("lifecycleState").asText().equals("TERMINATED");
    }
}
