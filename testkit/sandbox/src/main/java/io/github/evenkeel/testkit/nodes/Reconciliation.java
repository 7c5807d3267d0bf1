package io.github.evenkeel.testkit.nodes;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one object of the API server to what is wanted. The step reads what is wanted now, so any number of changes
 * while a step runs lead to one more step. Steps of one object never overlap; a step that fails is repeated after a
 * pause, for as long as it takes the server to come back.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final AgentThreads threads;
    private final String object;
    private final Runnable step;
    private boolean running;
    private boolean again;
    private boolean ended;
    private Duration pause = FIRST_PAUSE;

    Reconciliation(AgentThreads threads, String object, Runnable step) {
        this.threads = threads;
        this.object = object;
        this.step = step;
    }

    /** What is wanted may have changed. */
    synchronized void wake() {
        if (ended) {
            return;
        }
        if (running) {
            again = true;
        } else {
            running = true;
            threads.call(this::run);
        }
    }

    /** Nothing is wanted any more. A step that runs now goes to its end. */
    synchronized void end() {
        ended = true;
    }

    private void run() {
        boolean failed = false;
        try {
            step.run();
        } catch (RuntimeException e) {
            failed = true;
            LOG.debug("{} waits for the API server: {}", object, e.getClass().getSimpleName());
        }
        settle(failed);
    }

    private synchronized void settle(boolean failed) {
        if (ended) {
            return;
        }
        if (failed) {
            again = false;
            threads.after(pause, () -> threads.call(this::run));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            return;
        }
        pause = FIRST_PAUSE;
        running = again;
        if (again) {
            again = false;
            threads.call(this::run);
        }
    }
}
