package io.github.evenkeel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Thrown when blockers prevent an upgrade or a drain. Nothing was changed. */
public final class PlanRefusedException extends EvenkeelException {
    private static final long serialVersionUID = 1L;
    private static final int PODS_BY_NAME = 20;

    private final transient @Nullable List<Finding> blockers;
    private final transient @Nullable DrainPreview drainPreview;

    /** Describes the blockers of an upgrade. */
    public PlanRefusedException(List<Finding> blockers) {
        super(
                "refused before anything was changed, for " + blockers.size()
                        + (blockers.size() == 1 ? " reason:" : " reasons:")
                        + blockers.stream().map(finding -> "\n  " + finding).collect(Collectors.joining()),
                null,
                null,
                null);
        this.blockers = List.copyOf(blockers);
        this.drainPreview = null;
    }

    /** Describes the first 20 blockers of a drain's preview, and counts the rest. */
    public PlanRefusedException(DrainPreview preview) {
        super("node " + preview.node() + " can't be drained:" + lines(preview), null, null, null);
        this.blockers = Stream.concat(
                        preview.findings().stream().filter(Finding::blocks),
                        preview.blocked().stream().map(verdict -> blocker(preview.node(), verdict)))
                .toList();
        this.drainPreview = preview;
    }

    /** What has to be fixed first; empty after the exception was serialized. */
    public List<Finding> blockers() {
        return blockers == null ? List.of() : blockers;
    }

    /** Each pod of the node that can't be drained; empty if an upgrade was refused. */
    public Optional<DrainPreview> drainPreview() {
        return Optional.ofNullable(drainPreview);
    }

    private static Finding blocker(String node, PodVerdict verdict) {
        return Finding.blocker(
                "pod " + verdict.pod().path() + " on node " + node,
                String.join("; ", verdict.reasons()),
                "a pod that the drain policy evicts or skips",
                "fix what blocks it, or change the drain policy");
    }

    private static String lines(DrainPreview preview) {
        List<Object> obstacles = Stream.<Object>concat(
                        preview.findings().stream().filter(Finding::blocks), preview.blocked().stream())
                .toList();
        return obstacles.stream()
                        .limit(PODS_BY_NAME)
                        .map(obstacle -> "\n  " + obstacle)
                        .collect(Collectors.joining())
                + (obstacles.size() > PODS_BY_NAME ? "\n  and " + (obstacles.size() - PODS_BY_NAME) + " more" : "");
    }
}
