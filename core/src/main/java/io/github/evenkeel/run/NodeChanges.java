package io.github.evenkeel.run;

import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does with nodes besides upgrading them. Immutable.
 *
 * @param replaced selections of the nodes that are replaced, by any of these; none for those that are outdated
 * @param rollBackTo version to which the pools go back; null if they don't
 * @param images which image a pool gets for which the plan names none
 */
public record NodeChanges(List<NodeSelection> replaced, @Nullable KubernetesVersion rollBackTo, Images images) {
    /** No other than an upgrade. */
    public static final NodeChanges NONE = new NodeChanges(List.of(), null, Images.OF_NEW_VERSION);

    /** Which image a pool gets for which the plan names none. */
    public enum Images {
        /** The newest one if it gets another version, else the one that it has. */
        OF_NEW_VERSION,
        /** The newest one. */
        NEWEST
    }

    /** Copies the list. */
    public NodeChanges {
        replaced = List.copyOf(replaced);
    }

    /** The same with the newest images. */
    public NodeChanges withNewestImages() {
        return new NodeChanges(replaced, rollBackTo, Images.NEWEST);
    }

    /** The same with another selection. */
    public NodeChanges replacing(NodeSelection nodes) {
        return new NodeChanges(
                Stream.concat(replaced.stream(), Stream.of(nodes)).toList(), rollBackTo, images);
    }

    /** The same with a version to go back to. */
    public NodeChanges rollingBackTo(KubernetesVersion version) {
        return new NodeChanges(replaced, version, images);
    }

    /** Whether pools get the newest image of their kind, whatever their version. */
    public boolean takesNewestImages() {
        return images == Images.NEWEST;
    }

    /** Whether the plan says which nodes are replaced, whatever version they have. */
    public boolean selectsNodes() {
        return !replaced.isEmpty();
    }

    /** The version to which the pools go back. */
    public Optional<KubernetesVersion> rollback() {
        return Optional.ofNullable(rollBackTo);
    }

    /** For the journal; empty if there are none. */
    public String text() {
        return Stream.of(
                        rollback().map(version -> "back to " + version).stream(),
                        replaced.stream().map(nodes -> "nodes " + nodes).sorted(),
                        takesNewestImages() ? Stream.of("newest images") : Stream.<String>empty())
                .flatMap(part -> part)
                .collect(Collectors.joining(" and "));
    }
}
