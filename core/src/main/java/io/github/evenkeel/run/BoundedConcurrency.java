package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls concurrently, a few at a time. Each thread takes the next input when it is done with one, so that a slow
 * call delays no other. A cancel or a pause takes effect before the next calls.
 */
public final class BoundedConcurrency {
    private static final int AT_MOST = 8;

    private final Scheduler scheduler;
    private final Waits waits;

    public BoundedConcurrency(NodeScope run) {
        this.scheduler = run.scheduler();
        this.waits = run.waits();
    }

    /**
     * Returns once all calls have ended.
     *
     * @param call may be made by several threads at once
     * @return for each input, in order, what gives the call's result or throws what it threw
     */
    public <A, R> List<Supplier<R>> call(List<A> inputs, Function<A, R> call) {
        List<Attempt<R>> attempts = inputs.stream()
                .map(input -> new Attempt<>(() -> call.apply(input)))
                .toList();
        AtomicInteger next = new AtomicInteger();
        while (next.get() < attempts.size()) {
            waits.checkCancelled();
            int left = attempts.size() - next.get();
            if (left == 1) {
                attempts.get(next.getAndIncrement()).run();
            } else {
                waits.join(IntStream.range(0, Math.min(left, AT_MOST))
                        .mapToObj(caller -> scheduler.start("evenkeel-call", () -> oneAfterAnother(attempts, next)))
                        .toList());
            }
        }
        return List.copyOf(attempts);
    }

    private <R> void oneAfterAnother(List<Attempt<R>> attempts, AtomicInteger next) {
        while (waits.mayGoOn()) {
            int mine = next.getAndIncrement();
            if (mine >= attempts.size()) {
                return;
            }
            attempts.get(mine).run();
        }
    }

    /** Written by the thread that runs it, read after that has ended. */
    private static final class Attempt<R> implements Runnable, Supplier<R> {
        private final Supplier<R> call;
        private volatile @Nullable R result;
        private volatile @Nullable Throwable failure;

        Attempt(Supplier<R> call) {
            this.call = call;
        }

        @Override
        public void run() {
            try {
                result = call.get();
            } catch (RuntimeException | Error e) {
                failure = e; // of the one who asked, whatever it is
                if (!ThrownByOthers.canGoOnAfter(e)) {
                    throw e;
                }
            }
        }

        @Override
        public R get() {
            KeptFailure.rethrow(failure);
            R there = result;
            if (there == null) {
                throw new IllegalStateException("the call has not been made, or gave no result");
            }
            return there;
        }
    }
}
