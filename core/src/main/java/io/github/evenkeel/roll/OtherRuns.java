package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.plan.OtherRunsCheck;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Workloads;
import java.util.List;

/** Checks, before the first change of a node, whether another run works on a node of the cluster. */
final class OtherRuns {
    private final Workloads workloads;
    private final Retries retries;
    private final OtherRunsCheck check;

    OtherRuns(RollingNode node) {
        workloads = node.spec.workloads();
        retries = node.scope.retries();
        check = new OtherRunsCheck(node.context.runId);
    }

    /** @throws StepFailure if one has: it would take backends out of the same sets */
    void requireNone() {
        List<Finding> others = check.findings(retries.call("read nodes", workloads::nodes));
        if (!others.isEmpty()) {
            Finding first = others.get(0);
            throw new StepFailure(first.object(), first.expected(), first.actual() + "; " + first.action());
        }
    }
}
