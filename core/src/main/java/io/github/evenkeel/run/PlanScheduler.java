package io.github.evenkeel.run;

import io.github.evenkeel.spi.Scheduler;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Sets the scheduler of a plan: for the simulation and for tests, which run on virtual time. The package is not
 * exported, so that a caller of the library can't.
 */
public final class PlanScheduler {
    /** One entry for each type of plan, added when its class is initialized, and never changed. */
    private static final Map<Class<?>, BiFunction<Object, Scheduler, Object>> SETTERS = new ConcurrentHashMap<>();

    private PlanScheduler() {}

    /** Called by a type of plan, when its class is initialized. */
    public static <P> void register(Class<P> type, BiFunction<P, Scheduler, P> setter) {
        SETTERS.put(type, (plan, scheduler) -> setter.apply(type.cast(plan), scheduler));
    }

    /** The same plan on another clock and other threads than the system's. */
    @SuppressWarnings("unchecked") // a setter returns the type that it was registered for
    public static <P> P onScheduler(P plan, Scheduler scheduler) {
        BiFunction<Object, Scheduler, Object> setter =
                Objects.requireNonNull(SETTERS.get(plan.getClass()), () -> "no plan: " + plan);
        return (P) setter.apply(plan, scheduler);
    }
}
