package io.github.evenkeel.examples;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.testkit.Sandbox;
import java.io.PrintStream;

/** Drains one node without an upgrade around it, and lets pods onto it again. */
public final class DrainANode {
    private DrainANode() {}

    /** Needs no arguments. */
    public static void main(String... arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (Sandbox sandbox = Sandbox.builder().nodes(3).start()) {
            String node = sandbox.administrator()
                    .nodes()
                    .list()
                    .getItems()
                    .get(0)
                    .getMetadata()
                    .getName();
            DrainPlan plan = DrainPlan.forNode(KubernetesWorkloads.of(sandbox.kubernetes()), node);

            plan.preview().pods().forEach(out::println);
            DrainReport report = plan.drain();
            out.println(report.outcome() + ", " + report.evicted().size() + " pods evicted");
            out.println(plan.restore());
        }
    }
}
