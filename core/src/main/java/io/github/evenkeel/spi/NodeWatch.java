package io.github.evenkeel.spi;

import java.util.List;

/**
 * Watch of one node's pods and of the disruption budgets. What it shows is as of the last event, a little behind the
 * API server.
 *
 * <p>Safe for use by any thread. Closing it ends the watch; reading it afterwards is an error.
 */
public interface NodeWatch extends AutoCloseable {
    /** The pods bound to the node. */
    List<Pod> pods();

    /** The budgets of all namespaces. */
    List<DisruptionBudget> budgets();

    @Override
    void close();
}
