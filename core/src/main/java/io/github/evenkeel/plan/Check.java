package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/** Check of one kind of obstacle before the first change. Pure: it decides from the snapshot alone. */
interface Check {
    List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec);
}
