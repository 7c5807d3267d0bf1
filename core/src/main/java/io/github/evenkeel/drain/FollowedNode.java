package io.github.evenkeel.drain;

import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.NodeView;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node that is followed for as long as it takes, however often the following breaks off. */
final class FollowedNode implements AutoCloseable {
    private final Workloads workloads;
    private final String node;
    private final Waits waits;
    private final Retries.Patience patience;
    private @Nullable NodeView view;

    FollowedNode(Workloads workloads, String node, Waits waits, Retries retries) {
        this.workloads = workloads;
        this.node = node;
        this.waits = waits;
        this.patience = retries.patience("follow node " + node);
    }

    /** What is known of the node at one moment. */
    record Moment(List<Pod> pods, List<DisruptionBudget> budgets) {}

    Moment look() {
        while (true) {
            try {
                NodeView open = view == null ? workloads.follow(node, waits::wake) : view;
                view = open;
                Moment moment = new Moment(open.pods(), open.budgets());
                patience.calm();
                return moment;
            } catch (ServiceException e) {
                close();
                patience.bear(e);
            }
        }
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
            view = null;
        }
    }
}
