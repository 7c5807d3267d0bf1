package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeList;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentList;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentSource;
import io.github.evenkeel.spi.AttachedVolume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which volumes are attached to a node, and which are local to one node. Thread-safe. */
final class Volumes {
    private static final Listing<VolumeAttachment, VolumeAttachmentList> ATTACHMENTS = Listing.of(
            Permission.LIST_VOLUME_ATTACHMENTS, "apis/storage.k8s.io/v1/volumeattachments", VolumeAttachmentList.class);
    private static final Listing<PersistentVolume, PersistentVolumeList> VOLUMES =
            Listing.of(Permission.LIST_PERSISTENT_VOLUMES, "api/v1/persistentvolumes", PersistentVolumeList.class);

    private static final int NOT_FOUND = 404;

    private final ApiServer server;

    /** Attachments at the last read, by node and by the attachment's UID, as a drain reads them many times. */
    private final Map<String, Map<String, AttachedVolume>> lastSeen = new ConcurrentHashMap<>();

    Volumes(ApiServer server) {
        this.server = server;
    }

    /** The server can't select attachments by node, so this reads all. */
    List<AttachedVolume> attachedTo(String nodeName) {
        List<VolumeAttachment> attachments = ATTACHMENTS.read(
                server, attachment -> attached(attachment, nodeName) ? Stream.of(attachment) : Stream.empty());
        Map<String, AttachedVolume> before = lastSeen.getOrDefault(nodeName, Map.of());
        Map<String, AttachedVolume> now = new LinkedHashMap<>();
        for (VolumeAttachment attachment : attachments) {
            String uid = attachment.getMetadata().getUid();
            AttachedVolume known = before.get(uid);
            now.put(uid, known == null || known.claim().isEmpty() ? described(attachment) : known);
        }
        if (now.isEmpty()) {
            lastSeen.remove(nodeName);
        } else {
            lastSeen.put(nodeName, now);
        }
        return List.copyOf(now.values());
    }

    private AttachedVolume described(VolumeAttachment attachment) {
        String name = attachment.getMetadata().getName();
        VolumeAttachmentSource source = attachment.getSpec().getSource();
        String volume = source == null ? null : source.getPersistentVolumeName();
        return volume == null ? AttachedVolume.builder(name).build() : described(name, volume);
    }

    /** The attacher keeps a volume until it is detached: if the volume is gone, the attachment is a leftover. */
    private AttachedVolume described(String attachment, String volume) {
        ApiAnswer answer = server.send(ApiCall.read(
                Permission.GET_PERSISTENT_VOLUMES, volume, "api/v1/persistentvolumes/" + ApiCall.encoded(volume)));
        if (answer.code() == NOT_FOUND) {
            return AttachedVolume.builder(attachment)
                    .volume(volume)
                    .state(AttachedVolume.State.LEAKED)
                    .build();
        }
        PersistentVolumeSpec spec = answer.as(PersistentVolume.class).getSpec();
        return AttachedVolume.builder(attachment)
                .volume(volume)
                .claim(spec == null || spec.getClaimRef() == null ? null : path(spec.getClaimRef()))
                .build();
    }

    private static String path(ObjectReference claim) {
        return claim.getNamespace() + "/" + claim.getName();
    }

    /** Namespace and name of each claim that is bound to a volume on the disk of one node. */
    Set<String> localClaims() {
        return Set.copyOf(VOLUMES.read(server, volume -> localClaim(volume.getSpec())));
    }

    /**
     * Namespace and name of each claim whose volume several nodes can have at once.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes">Access modes</a>
     */
    Set<String> sharedClaims() {
        return Set.copyOf(VOLUMES.read(server, volume -> sharedClaim(volume.getSpec())));
    }

    private static Stream<String> sharedClaim(@Nullable PersistentVolumeSpec spec) {
        if (spec == null || spec.getClaimRef() == null || spec.getAccessModes() == null) {
            return Stream.empty();
        }
        boolean shared = spec.getLocal() == null
                && spec.getHostPath() == null
                && (spec.getAccessModes().contains("ReadWriteMany")
                        || spec.getAccessModes().contains("ReadOnlyMany"));
        return shared ? Stream.of(path(spec.getClaimRef())) : Stream.empty();
    }

    private static boolean attached(VolumeAttachment attachment, String nodeName) {
        return attachment.getSpec() != null
                && nodeName.equals(attachment.getSpec().getNodeName())
                && attachment.getStatus() != null
                && Boolean.TRUE.equals(attachment.getStatus().getAttached());
    }

    private static Stream<String> localClaim(@Nullable PersistentVolumeSpec spec) {
        if (spec == null || (spec.getLocal() == null && spec.getHostPath() == null)) {
            return Stream.empty();
        }
        ObjectReference claim = spec.getClaimRef();
        return claim == null ? Stream.empty() : Stream.of(path(claim));
    }
}
