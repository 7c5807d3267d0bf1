package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The heartbeat of one kubelet: without it the node lifecycle controller takes the node for dead. */
final class NodeLease {
    private static final String NAMESPACE = "kube-node-lease";

    private final KubernetesClient client;
    private final String nodeName;
    private boolean created;

    NodeLease(KubernetesClient client, String nodeName) {
        this.client = client;
        this.nodeName = nodeName;
    }

    void renew(String nodeUid) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(nodeName)
                .withNamespace(NAMESPACE)
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(nodeName)
                .withUid(nodeUid)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(nodeName)
                .withLeaseDurationSeconds(40)
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                .endSpec()
                .build();
        if (!created) {
            create(lease);
            return;
        }
        try {
            patch(lease);
        } catch (KubernetesClientException e) {
            created = e.getCode() != 404;
            throw e;
        }
    }

    void delete() {
        client.leases().inNamespace(NAMESPACE).withName(nodeName).delete();
    }

    private void create(Lease lease) {
        try {
            client.leases().inNamespace(NAMESPACE).resource(lease).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
            patch(lease);
        }
        created = true;
    }

    private void patch(Lease lease) {
        client.leases().inNamespace(NAMESPACE).resource(lease).patch(PatchContext.of(PatchType.JSON_MERGE), lease);
    }
}
