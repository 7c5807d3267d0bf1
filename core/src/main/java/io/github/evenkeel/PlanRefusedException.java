package io.github.evenkeel;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when blockers prevent the plan. Nothing was changed. */
public final class PlanRefusedException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> blockers;

    /** Describes the blockers. */
    public PlanRefusedException(List<Finding> blockers) {
        super(describe(blockers), null, null);
        this.blockers = List.copyOf(blockers);
    }

    /** What has to be fixed first. */
    public List<Finding> blockers() {
        return blockers;
    }

    private static String describe(List<Finding> blockers) {
        return "refused before anything was changed, for " + blockers.size()
                + (blockers.size() == 1 ? " reason:" : " reasons:")
                + blockers.stream().map(finding -> "\n  " + finding).collect(Collectors.joining());
    }
}
