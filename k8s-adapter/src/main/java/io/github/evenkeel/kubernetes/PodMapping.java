package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Volume;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps pods of the API to those of the port. Pods of one list share equal values, such as the labels of a Deployment's
 * pods: a pod then takes a few hundred bytes.
 *
 * <p>Not thread-safe.
 */
final class PodMapping {
    /** The server's default. */
    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final Map<Object, Object> shared = new HashMap<>();

    /** @throws ServiceException if the pod can't be read */
    Pod map(io.fabric8.kubernetes.api.model.Pod pod) {
        try {
            return reduce(pod, pod.getMetadata(), pod.getSpec() == null ? new PodSpec() : pod.getSpec());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(pod.getMetadata(), e);
        }
    }

    private Pod reduce(io.fabric8.kubernetes.api.model.Pod pod, ObjectMeta metadata, PodSpec spec) {
        Long grace = metadata.getDeletionGracePeriodSeconds() == null
                ? spec.getTerminationGracePeriodSeconds()
                : metadata.getDeletionGracePeriodSeconds();
        return Pod.builder(metadata.getUid(), shared(metadata.getNamespace()), metadata.getName())
                .nodeName(spec.getNodeName() == null ? null : shared(spec.getNodeName()))
                .phase(phase(pod.getStatus()))
                .controller(controller(metadata))
                .labels(shared(Map.copyOf(metadata.getLabels())))
                .claims(shared(Set.copyOf(claims(metadata, spec))))
                .traits(shared(Set.copyOf(PodTraits.of(pod))))
                .requests(shared(EffectiveRequests.of(pod.getSpec())))
                .priority(spec.getPriority() == null ? 0 : spec.getPriority())
                .grace(Duration.ofSeconds(grace == null ? DEFAULT_GRACE_SECONDS : grace))
                .deletionDue(deletionDue(metadata))
                .finalizers(shared(Set.copyOf(metadata.getFinalizers())))
                .scheduling(shared(SchedulingMapping.of(spec, metadata.getNamespace())))
                .addresses(addresses(pod.getStatus()))
                .build();
    }

    /** A server of an older version tells the first one alone. */
    private static Set<String> addresses(@Nullable PodStatus status) {
        if (status == null) {
            return Set.of();
        }
        Set<String> addresses = new HashSet<>();
        status.getPodIPs().forEach(address -> addresses.add(address.getIp()));
        addresses.add(status.getPodIP());
        addresses.removeIf(address -> address == null || address.isEmpty());
        return addresses;
    }

    /** The claim of an ephemeral volume is named after pod and volume. */
    private static Set<String> claims(ObjectMeta metadata, PodSpec spec) {
        Set<String> claims = new HashSet<>();
        for (Volume volume : spec.getVolumes()) {
            if (volume.getPersistentVolumeClaim() != null) {
                claims.add(volume.getPersistentVolumeClaim().getClaimName());
            } else if (volume.getEphemeral() != null) {
                claims.add(metadata.getName() + "-" + volume.getName());
            }
        }
        return claims;
    }

    private static Pod.Phase phase(@Nullable PodStatus status) {
        String phase = status == null || status.getPhase() == null ? "" : status.getPhase();
        return switch (phase) {
            case "Pending" -> Pod.Phase.PENDING;
            case "Running" -> Pod.Phase.RUNNING;
            case "Succeeded" -> Pod.Phase.SUCCEEDED;
            case "Failed" -> Pod.Phase.FAILED;
            default -> Pod.Phase.UNKNOWN;
        };
    }

    private @Nullable Owner controller(ObjectMeta metadata) {
        for (OwnerReference owner : metadata.getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController())) {
                return shared(new Owner(owner.getApiVersion(), owner.getKind(), owner.getName(), owner.getUid()));
            }
        }
        return null;
    }

    private static @Nullable Instant deletionDue(ObjectMeta metadata) {
        String text = metadata.getDeletionTimestamp();
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** Returns the first value that equals this one. */
    @SuppressWarnings("unchecked") // equal values are of one class here
    private <T> T shared(T value) {
        return (T) shared.computeIfAbsent(value, first -> first);
    }

    private static ServiceException unreadable(ObjectMeta metadata, RuntimeException cause) {
        return ServiceException.builder(
                        ServiceException.Outcome.REJECTED,
                        "read pod " + metadata.getNamespace() + "/" + metadata.getName(),
                        cause.getMessage() + "; correct or delete the pod")
                .cause(cause)
                .build();
    }
}
