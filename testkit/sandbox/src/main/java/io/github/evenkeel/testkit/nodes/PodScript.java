package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour of one pod.
 *
 * @param readyAfter from the binding until it is Ready; null for never
 * @param stopAfter from SIGTERM until it ends when idle; null if it ignores SIGTERM
 * @param objectStays the kubelet can't finish the pod's removal
 * @param completesAfter from the binding until it ends by itself; null for never
 * @param exitCode of its containers when it ends by itself
 */
record PodScript(
        @Nullable Duration readyAfter,
        @Nullable Duration stopAfter,
        boolean objectStays,
        @Nullable Duration completesAfter,
        int exitCode) {
    static PodScript of(Pod pod, NodeOptions options) {
        Map<String, String> said = pod.getMetadata().getAnnotations();
        Duration readyAfter = isTrue(said, PodBehaviour.NEVER_READY)
                ? null
                : duration(said, PodBehaviour.READY_AFTER, options.podReadyDelay());
        Duration stopAfter = isTrue(said, PodBehaviour.IGNORES_SIGTERM)
                ? null
                : duration(said, PodBehaviour.STOP_AFTER, options.podStopDelay());
        Duration run = isOwnedBy(pod, "Job") ? options.jobRunTime() : null;
        return new PodScript(
                readyAfter,
                stopAfter,
                isTrue(said, PodBehaviour.NEVER_GONE),
                duration(said, PodBehaviour.COMPLETES_AFTER, run),
                exitCode(said));
    }

    static boolean isOwnedBy(Pod pod, String kind) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && kind.equals(owner.getKind()));
    }

    private static boolean isTrue(Map<String, String> annotations, String key) {
        return "true".equals(annotations.get(key));
    }

    private static @Nullable Duration duration(
            Map<String, String> annotations, String key, @Nullable Duration otherwise) {
        String text = annotations.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(text);
            return duration.isNegative() ? otherwise : duration;
        } catch (DateTimeParseException unreadable) {
            return otherwise;
        }
    }

    private static int exitCode(Map<String, String> annotations) {
        try {
            return Integer.parseInt(annotations.getOrDefault(PodBehaviour.EXIT_CODE, "0"));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
