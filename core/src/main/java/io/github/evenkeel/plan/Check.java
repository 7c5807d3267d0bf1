package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/** Looks for one kind of trouble before anything is touched. Pure: decides on what was observed alone. */
interface Check {
    List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec);
}
