package io.github.evenkeel.drain;

import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node that is followed for as long as it takes, however often the following breaks off.
 *
 * <p>A following that brings no news for a while is begun anew: a client may fail to notice that the server has gone,
 * as that of the JDK sometimes does.
 */
final class WatchedNode implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Workloads workloads;
    private final String node;
    private final Waits waits;
    private final Retries.Patience patience;
    private @Nullable NodeWatch view;
    private @Nullable Moment last;
    private Duration heard = Duration.ZERO;

    WatchedNode(Workloads workloads, String node, Waits waits, Retries retries) {
        this.workloads = workloads;
        this.node = node;
        this.waits = waits;
        this.patience = retries.patienceOfReading("follow node " + node);
    }

    /** What is known of the node at one moment. */
    record Moment(List<Pod> pods, List<DisruptionBudget> budgets) {}

    Moment look() {
        while (true) {
            try {
                Moment moment = read();
                patience.reset();
                return moment;
            } catch (ServiceException e) {
                close();
                patience.backoffOrThrow(e);
            }
        }
    }

    private Moment read() {
        if (waits.elapsed().minus(heard).compareTo(SILENCE) >= 0) {
            close();
        }
        NodeWatch open = view;
        if (open == null) {
            open = workloads.watchNode(node, waits::wake);
            view = open;
            heard = waits.elapsed();
        }
        Moment moment = new Moment(open.pods(), open.budgets());
        if (!moment.equals(last)) {
            heard = waits.elapsed();
            last = moment;
        }
        return moment;
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
            view = null;
        }
    }
}
