package io.github.evenkeel.plan;

import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.ClusterDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Way of a control plane to a version: one minor version at a time. Only the next version is known, as the service says
 * what it offers by the version that the control plane has.
 *
 * @param from version that it has
 * @param target version that it is to have, another one
 * @param next version to which it goes first; empty if the service offers none on the way
 */
public record ControlPlaneRoute(KubernetesVersion from, KubernetesVersion target, Optional<KubernetesVersion> next) {
    /** Empty if the control plane has that version. */
    public static Optional<ControlPlaneRoute> of(ClusterDescription cluster, KubernetesVersion target) {
        KubernetesVersion from = cluster.version();
        return from.equals(target)
                ? Optional.empty()
                : Optional.of(new ControlPlaneRoute(from, target, next(cluster.availableUpgrades(), from, target)));
    }

    /** The target if it is near enough, else the newest version of the minor version in between. */
    private static Optional<KubernetesVersion> next(
            List<KubernetesVersion> offered, KubernetesVersion from, KubernetesVersion target) {
        return hopsBetween(from, target) <= 1
                ? offered.stream().filter(target::equals).findFirst()
                : offered.stream()
                        .filter(version -> version.major() == from.major() && version.minor() == from.minor() + 1)
                        .max(Comparator.naturalOrder());
    }

    private static int hopsBetween(KubernetesVersion from, KubernetesVersion target) {
        return target.major() == from.major() ? target.minor() - from.minor() : 0;
    }

    /** The versions that the service offers to a cluster now, for people. */
    public static String offered(ClusterDescription cluster) {
        List<KubernetesVersion> offered = cluster.availableUpgrades();
        return offered.isEmpty()
                ? "nothing"
                : offered.stream().map(KubernetesVersion::toString).collect(Collectors.joining(", "));
    }

    /** Whether the target is more than one minor version away. */
    public boolean isLong() {
        return hopsBetween(from, target) > 1;
    }

    /** What is sought first: the target, or a version of the minor version in between. */
    public String sought() {
        return isLong() ? minor(from.minor() + 1) : target.toString();
    }

    /** What is sought after the next version, in order; the last one is the target. */
    List<String> later() {
        return IntStream.rangeClosed(from.minor() + 2, isLong() ? target.minor() : 0)
                .mapToObj(minor -> minor == target.minor() ? target.toString() : minor(minor))
                .toList();
    }

    /** How many upgrades it takes. */
    public int hops() {
        return 1 + later().size();
    }

    /** The hops in words. */
    List<PlannedStep> steps() {
        String reason = "nodes are never newer than their control plane";
        return Stream.concat(
                        Stream.of("to " + next.map(KubernetesVersion::toString).orElse(sought())),
                        later().stream().map(version -> "to " + version + ", if the service offers it by then"))
                .map(object -> new PlannedStep(Step.UPGRADE_CONTROL_PLANE, object, reason))
                .toList();
    }

    private String minor(int minor) {
        return "v" + from.major() + "." + minor;
    }
}
