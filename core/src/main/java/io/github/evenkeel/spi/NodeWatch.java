package io.github.evenkeel.spi;

import java.util.List;

/**
 * The pods of one node and the disruption budgets, as of the last change that was told; a little behind the truth.
 *
 * <p>Safe for use by any thread. Closing it ends the following; reading it afterwards is an error.
 */
public interface NodeWatch extends AutoCloseable {
    /** The pods bound to the node. */
    List<Pod> pods();

    /** The budgets of all namespaces. */
    List<DisruptionBudget> budgets();

    @Override
    void close();
}
