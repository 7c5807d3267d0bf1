package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits until an empty node has only the volumes of pods that stay. The server can list the attachments only for the
 * whole cluster, so this reads them once a second at most, whatever wakes the run.
 */
final class VolumeDetachWait {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final int BY_NAME = 20;

    private final String node;
    private final Workloads workloads;
    private final NodeScope run;
    private final Set<String> staying;
    private List<AttachedVolume> attached = List.of();
    private List<Finding> told = List.of();
    private @Nullable Duration lookedAt;

    VolumeDetachWait(String node, Workloads workloads, NodeScope run, List<PodVerdict> staying) {
        this.node = node;
        this.workloads = workloads;
        this.run = run;
        this.staying = staying.stream()
                .flatMap(verdict -> verdict.pod().claimPaths().stream())
                .collect(Collectors.toSet());
    }

    void await() {
        run.waits()
                .await(
                        new WaitCondition(
                                "node " + node,
                                "all volumes detached",
                                run.timing().drain().volumeDetach()),
                        this::look);
    }

    private PollResult<Boolean> look() {
        Duration now = run.waits().elapsed();
        Duration rest =
                lookedAt == null ? Duration.ZERO : lookedAt.plus(BETWEEN_LOOKS).minus(now);
        if (rest.compareTo(Duration.ZERO) <= 0) {
            rest = BETWEEN_LOOKS;
            lookedAt = now;
            attached = read();
        }
        return attached.isEmpty() ? PollResult.of(true) : new PollResult<>(null, described(), null, rest);
    }

    private String described() {
        String some =
                attached.stream().limit(BY_NAME).map(AttachedVolume::toString).collect(Collectors.joining(", "));
        return attached.size() + " attached: " + some
                + (attached.size() > BY_NAME ? " and " + (attached.size() - BY_NAME) + " more" : "");
    }

    /** A volume of unknown claim may belong to a pod that has left; a deleted volume blocks nothing. */
    private List<AttachedVolume> read() {
        List<AttachedVolume> all =
                run.retries().call("read VolumeAttachments", () -> workloads.volumesAttachedTo(node));
        if (told.isEmpty()) {
            told = leaked(all, "node " + node);
            DataLossWarnings.capped(told).forEach(run.publisher()::warned);
        }
        return all.stream()
                .filter(volume -> volume.state() != AttachedVolume.State.LEAKED)
                .filter(volume -> volume.claim().filter(staying::contains).isEmpty())
                .toList();
    }

    /** Warnings of leftover attachments. */
    static List<Finding> leaked(List<AttachedVolume> attached, String node) {
        return attached.stream()
                .filter(volume -> volume.state() == AttachedVolume.State.LEAKED)
                .map(volume -> Finding.warning(
                        "VolumeAttachment " + volume.attachment() + " on " + node,
                        "attached, and its PersistentVolume " + volume.volume().orElse("") + " is gone",
                        "an attachment that is deleted before its volume",
                        "the drain does not wait for it; delete it once the volume is detached"))
                .toList();
    }
}
