package io.github.evenkeel.testkit.simulation.time;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the threads that pass the baton. They are virtual threads where the runtime has these, which saves kernel
 * calls, a third of the time of a roll.
 */
public final class TaskThreads {
    /** Before this version a virtual thread that waits inside {@code synchronized} holds up those beside it. */
    private static final int VIRTUAL_SINCE = 24;

    private static final @Nullable ThreadFactory VIRTUAL = virtual();

    private TaskThreads() {}

    /** Virtual threads if there are any, else daemons of that name. */
    public static ThreadFactory named(String name) {
        if (VIRTUAL != null) {
            return VIRTUAL;
        }
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    static boolean areVirtual() {
        return VIRTUAL != null;
    }

    /** By reflection, as this is compiled for a version without them. */
    private static @Nullable ThreadFactory virtual() {
        if (Runtime.version().feature() < VIRTUAL_SINCE) {
            return null;
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
            return (ThreadFactory) factory.invoke(builder);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
