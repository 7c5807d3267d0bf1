package io.github.evenkeel.run;

import io.github.evenkeel.spi.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls beside each other, a few at a time, so that their round trips don't add up. A cancel takes effect before
 * the next few.
 */
public final class Abreast {
    private static final int AT_MOST = 8;

    private final Timeline timeline;
    private final Waits waits;

    public Abreast(Run run) {
        this.timeline = run.timeline();
        this.waits = run.waits();
    }

    /**
     * Returns once all calls have ended.
     *
     * @param call may be made by several threads at once
     * @return for each input, in order, what gives the call's result or throws what it threw
     */
    public <A, R> List<Supplier<R>> call(List<A> inputs, Function<A, R> call) {
        List<Supplier<R>> results = new ArrayList<>();
        for (int from = 0; from < inputs.size(); from += AT_MOST) {
            waits.heedCancel();
            List<Attempt<R>> some = inputs.subList(from, Math.min(inputs.size(), from + AT_MOST)).stream()
                    .map(input -> new Attempt<>(() -> call.apply(input)))
                    .toList();
            if (some.size() == 1) {
                some.get(0).run();
            } else {
                waits.join(some.stream()
                        .map(attempt -> timeline.start("evenkeel-call", attempt))
                        .toList());
            }
            results.addAll(some);
        }
        return results;
    }

    /** Written by the thread that runs it, read after that has ended. */
    private static final class Attempt<R> implements Runnable, Supplier<R> {
        private final Supplier<R> call;
        private volatile @Nullable R result;
        private volatile @Nullable RuntimeException failure;

        Attempt(Supplier<R> call) {
            this.call = call;
        }

        @Override
        public void run() {
            try {
                result = call.get();
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        @Override
        public R get() {
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            R there = result;
            if (there == null) {
                throw new IllegalStateException("the call has not been made, or gave no result");
            }
            return there;
        }
    }
}
