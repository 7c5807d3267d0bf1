package io.github.evenkeel.run;

import io.github.evenkeel.EventSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Values in slf4j's MDC of a thread that works for a run: {@code evenkeel.run} and {@code evenkeel.node}.
 *
 * @param run id of the run; null for none
 * @param node name of the node; null for none
 */
public record LogContext(@Nullable String run, @Nullable String node) {
    private static final String RUN = "evenkeel.run";
    private static final String NODE = "evenkeel.node";

    /** A run, and no single node of it. */
    public static LogContext ofRun(String id) {
        return new LogContext(id, null);
    }

    /** What an event is about. */
    static LogContext of(EventSource source) {
        return new LogContext(source.runId(), source.node().orElse(null));
    }

    /** That of the thread which calls. */
    public static LogContext ofThread() {
        return new LogContext(MDC.get(RUN), MDC.get(NODE));
    }

    /** A node of the same run. */
    public LogContext aboutNode(String name) {
        return new LogContext(run, name);
    }

    /** Does work with these values; afterwards the thread has those that it had before. */
    public <T> T during(Supplier<T> work) {
        LogContext before = ofThread();
        put();
        try {
            return work.get();
        } finally {
            before.put();
        }
    }

    /** As above, for work that has no result. */
    public void during(Runnable work) {
        during(() -> {
            work.run();
            return true;
        });
    }

    private void put() {
        put(RUN, run);
        put(NODE, node);
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
