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
 * Watch of a node that restarts whenever it breaks.
 *
 * <p>It also restarts a watch that is silent for a while: a client may fail to notice that the server is gone, as the
 * JDK's sometimes does.
 */
final class WatchedNode implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Workloads workloads;
    private final String node;
    private final Waits waits;
    private final Retries.Patience patience;
    private @Nullable NodeWatch watch;
    private @Nullable Moment last;
    private Duration heard = Duration.ZERO;

    WatchedNode(Workloads workloads, String node, Waits waits, Retries retries) {
        this.workloads = workloads;
        this.node = node;
        this.waits = waits;
        this.patience = retries.patienceOfReading("watch node " + node);
    }

    /** State of the node at one moment. */
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
        NodeWatch open = watch;
        if (open == null) {
            open = workloads.watchNode(node, waits::wake);
            watch = open;
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
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }
}
