package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.spi.AttachedVolume;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Volumes and what they are attached to, whichever the API server. */
@Timeout(120)
abstract class VolumesContract<S extends Server> {
    private static final String OTHER_NODE = "10.0.10.3";

    final ServedWorkloads served;

    VolumesContract(S server) {
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void whatIsAttachedToTheNodeHasItsClaim() {
        volume("block", "data", volume -> volume.editSpec()
                .withNewCsi()
                .withDriver("blockvolume.csi.oraclecloud.com")
                .withVolumeHandle("ocid1.volume.oc1..one")
                .endCsi()
                .endSpec());
        attach("here", "block", NODE);
        attach("gone-volume", "deleted", NODE);
        attach("elsewhere", "block", OTHER_NODE);
        attach("not-yet", "block", NODE);
        report("here", "true");
        report("gone-volume", "true");
        report("elsewhere", "true");
        long reads = served.calls("get persistentvolumes");

        AttachedVolume here = AttachedVolume.builder("here")
                .volume("block")
                .claim("default/data")
                .build();
        AttachedVolume orphan = AttachedVolume.builder("gone-volume")
                .volume("deleted")
                .state(AttachedVolume.State.LEAKED)
                .build();
        assertThat(served.workloads.volumesAttachedTo(NODE)).containsExactlyInAnyOrder(here, orphan);
        assertThat(served.workloads.volumesAttachedTo(NODE)).containsExactlyInAnyOrder(here, orphan);

        // An audit log may lag behind. A volume that has a claim is read once, one that has none at each look.
        await().untilAsserted(() ->
                assertThat(served.calls("get persistentvolumes") - reads).isEqualTo(3));
        report("here", "false");
        assertThat(served.workloads.volumesAttachedTo(NODE)).containsExactly(orphan);
        served.administrator
                .resources(VolumeAttachment.class)
                .withName("gone-volume")
                .delete();
        assertThat(served.workloads.volumesAttachedTo(NODE)).isEmpty();
    }

    @Test
    void claimsThatAreBoundToANodesOwnDiskAreLocal() {
        volume("disk", "on-disk", volume -> volume.editSpec()
                .withNewLocal()
                .withPath("/mnt/disk")
                .endLocal()
                .withNewNodeAffinity()
                .withNewRequired()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey("kubernetes.io/hostname")
                .withOperator("In")
                .withValues(NODE)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequired()
                .endNodeAffinity()
                .endSpec());
        volume("path", "on-path", volume -> volume.editSpec()
                .withNewHostPath()
                .withPath("/mnt/path")
                .endHostPath()
                .endSpec());
        volume("block", "elsewhere", volume -> volume.editSpec()
                .withNewCsi()
                .withDriver("blockvolume.csi.oraclecloud.com")
                .withVolumeHandle("ocid1.volume.oc1..one")
                .endCsi()
                .endSpec());

        assertThat(served.workloads.localClaims()).containsExactlyInAnyOrder("default/on-disk", "default/on-path");
    }

    /** Makes a claim, and a volume that is meant for it. */
    private void volume(String name, String claim, UnaryOperator<PersistentVolumeBuilder> source) {
        served.administrator
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(claim)
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withStorageClassName("")
                        .withVolumeName(name)
                        .withNewResources()
                        .addToRequests("storage", new Quantity("50Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
        served.administrator
                .resource(source.apply(new PersistentVolumeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .addToCapacity("storage", new Quantity("50Gi"))
                                .withAccessModes("ReadWriteOnce")
                                .withPersistentVolumeReclaimPolicy("Retain")
                                .withNewClaimRef()
                                .withApiVersion("v1")
                                .withKind("PersistentVolumeClaim")
                                .withNamespace(ServedWorkloads.NAMESPACE)
                                .withName(claim)
                                .endClaimRef()
                                .endSpec())
                        .build())
                .create();
    }

    private void attach(String name, String volume, String node) {
        served.administrator
                .resource(new VolumeAttachmentBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withAttacher("blockvolume.csi.oraclecloud.com")
                        .withNodeName(node)
                        .withNewSource()
                        .withPersistentVolumeName(volume)
                        .endSource()
                        .endSpec()
                        .build())
                .create();
    }

    private void report(String name, String attached) {
        served.administrator
                .resources(VolumeAttachment.class)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"attached\":" + attached + "}}");
    }
}
