package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.time.TaskThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * Simulates many seeds, one after the other on each core. Half of them have permanent faults: see
 * {@link Simulation#of}.
 *
 * <p>Each method returns this campaign; not thread-safe.
 */
public final class Campaign {
    private final long from;
    private final long count;
    private boolean faultsStay;
    private int threads = Runtime.getRuntime().availableProcessors();
    private UnaryOperator<Simulation> each = UnaryOperator.identity();
    private LongConsumer progress = done -> {};

    private Campaign(long from, long count) {
        this.from = from;
        this.count = count;
    }

    /** The seeds from {@code from}, so many of them. */
    public static Campaign ofSeeds(long from, long count) {
        return new Campaign(from, count);
    }

    /** Faults stay with all seeds. */
    public Campaign liveness() {
        faultsStay = true;
        return this;
    }

    /** Changes the simulation of each seed before it is run; called by several threads at once. */
    public Campaign with(UnaryOperator<Simulation> change) {
        each = change;
        return this;
    }

    /** On so many threads, instead of one for each core. */
    public Campaign threads(int number) {
        threads = number;
        return this;
    }

    /** Tells how many seeds are done, after each of them; called by several threads at once. */
    public Campaign onProgress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /**
     * Runs all of them; a violation does not keep the others from being run.
     *
     * @throws InterruptedException if the calling thread is interrupted; the campaign ends soon after
     */
    public CampaignResult run() throws InterruptedException {
        long begin = System.nanoTime();
        Tally tally = new Tally();
        AtomicLong next = new AtomicLong(from);
        AtomicLong done = new AtomicLong();
        ExecutorService workers = Executors.newFixedThreadPool(threads, TaskThreads.named("evenkeel-campaign"));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> {
                    long seed = next.getAndIncrement();
                    while (seed < from + count && !Thread.currentThread().isInterrupted()) {
                        run(seed, tally);
                        progress.accept(done.incrementAndGet());
                        seed = next.getAndIncrement();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e);
        } finally {
            workers.shutdownNow();
        }
        return tally.result((System.nanoTime() - begin) / 1e9);
    }

    private void run(long seed, Tally tally) {
        Simulation simulation = Simulation.of(seed);
        if (faultsStay) {
            simulation.liveness();
        }
        try {
            tally.add(each.apply(simulation).run());
        } catch (Violation e) {
            tally.add(e);
        }
    }
}
