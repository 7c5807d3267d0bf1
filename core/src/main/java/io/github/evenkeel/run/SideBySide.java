package io.github.evenkeel.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Work of one task that several threads do beside each other. Each of them waits, pauses and unwinds by itself.
 *
 * <p>After a failure, the others end as if the run was cancelled: at their next wait that can be cancelled.
 */
public final class SideBySide {
    private final NodeScope task;
    private final List<Strand> strands = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    /** For one piece of work of a task. */
    public SideBySide(NodeScope task) {
        this.task = task;
    }

    /** Does this on the calling thread, and returns once that has ended and all that was started meanwhile. */
    public void run(Runnable work) {
        Strand own = new Strand(work);
        own.run();
        try {
            task.waits().awaitInSpiteOfCancel(() -> strands.stream().allMatch(strand -> strand.ended));
        } finally {
            rethrow();
        }
    }

    /** Has that done beside; a failure to start is one of the work. */
    public void start(Runnable work) {
        Strand strand = new Strand(work);
        try {
            task.scheduler().start("evenkeel-beside", strand::run);
        } catch (RuntimeException | Error e) {
            strand.ended(e);
        }
    }

    private final class Strand {
        private final Runnable work;
        private final TaskControl control = task.waits().threads().current().beside();
        private volatile boolean ended;

        Strand(Runnable work) {
            this.work = work;
            strands.add(this);
            if (hasFailed()) {
                control.unwind();
            }
        }

        void run() {
            Throwable failure = null;
            try {
                task.waits().threads().work(control, work);
            } catch (VirtualMachineError e) {
                failure = e;
                throw e; // nothing that is done now can be relied on
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                ended(failure);
            }
        }

        private void ended(@Nullable Throwable failure) {
            if (failure != null) {
                failed(failure);
                strands.forEach(strand -> strand.control.unwind());
            }
            ended = true;
            control.leave();
            task.waits().wake();
        }
    }

    private synchronized void failed(Throwable failure) {
        failures.add(failure);
    }

    private synchronized boolean hasFailed() {
        return !failures.isEmpty();
    }

    /** The first one; what has unwound after it has not failed. */
    private synchronized void rethrow() {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.stream()
                .filter(failure -> !(failure instanceof CancelledRun))
                .findFirst()
                .orElse(failures.get(0));
        failures.stream()
                .filter(other -> other != first && !(other instanceof CancelledRun))
                .forEach(first::addSuppressed);
        KeptFailure.rethrow(first);
    }
}
