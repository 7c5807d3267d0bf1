package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.github.evenkeel.spi.Pod.Trait;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the traits of a pod. */
final class PodTraits {
    private static final String MIRROR = "kubernetes.io/config.mirror";
    private static final String CORDON_TAINT = "node.kubernetes.io/unschedulable";
    private static final String NO_SCHEDULE = "NoSchedule";

    private PodTraits() {}

    static Set<Trait> of(Pod pod) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (pod.getMetadata().getAnnotations().containsKey(MIRROR)) {
            traits.add(Trait.MIRROR);
        }
        if (ready(pod.getStatus())) {
            traits.add(Trait.READY);
        }
        PodSpec spec = pod.getSpec();
        if (spec != null) {
            for (Volume volume : spec.getVolumes()) {
                add(volume, traits);
            }
            if (spec.getTolerations().stream().anyMatch(PodTraits::toleratesCordon)) {
                traits.add(Trait.TOLERATES_CORDON);
            }
            if (!spec.getReadinessGates().isEmpty()) {
                traits.add(Trait.READINESS_GATE);
            }
            if (Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                    .anyMatch(PodTraits::hasPreStop)) {
                traits.add(Trait.PRE_STOP);
            }
        }
        return traits;
    }

    /** A sidecar, which is an init container, may have one, too. */
    private static boolean hasPreStop(Container container) {
        return container.getLifecycle() != null && container.getLifecycle().getPreStop() != null;
    }

    private static boolean ready(@Nullable PodStatus status) {
        return status != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static void add(Volume volume, Set<Trait> traits) {
        EmptyDirVolumeSource emptyDir = volume.getEmptyDir();
        if (emptyDir != null) {
            traits.add("Memory".equals(emptyDir.getMedium()) ? Trait.EMPTY_DIR_IN_MEMORY : Trait.EMPTY_DIR);
        }
        if (volume.getHostPath() != null) {
            traits.add(Trait.HOST_PATH);
        }
    }

    /** Whether a pod with this toleration may be bound to a node with the taint of a cordon, which has no value. */
    private static boolean toleratesCordon(Toleration toleration) {
        boolean exists = "Exists".equals(toleration.getOperator());
        boolean key = blank(toleration.getKey()) ? exists : CORDON_TAINT.equals(toleration.getKey());
        boolean effect = blank(toleration.getEffect()) || NO_SCHEDULE.equals(toleration.getEffect());
        return key && effect && (exists || blank(toleration.getValue()));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
