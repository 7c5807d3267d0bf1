package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.time.Draw;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Faults of one run, determined by its seed, with the number of injections of each. */
public final class Faults {
    private static final int MOST_KINDS = 4;
    private static final List<Integer> CHANCES = List.of(2, 10, 40, 100);
    /** More than the limit of any fault. */
    private static final int UNLIMITED = 1_000_000;

    private static final List<Integer> LIMITS = List.of(1, 1, 2, 5, Integer.MAX_VALUE);

    /** Made only where there are Services of type LoadBalancer. */
    private static final List<Call> OF_SERVICES =
            List.of(Call.EXCLUDE_NODE, Call.INCLUDE_NODE, Call.FIND_BALANCER, Call.LIST_BALANCERS);

    private static final List<Fault> OF_CONTROLLERS =
            Stream.of(Fault.values()).filter(Fault::isOfServiceController).toList();

    private static final List<Fault> OF_ALL_WORLDS = Stream.of(Fault.values())
            .filter(fault -> !fault.isOfServiceController())
            .toList();

    private static final List<Fault> OF_CALLS = OF_ALL_WORLDS.stream()
            .filter(fault -> fault.kind() == Fault.Kind.CALL)
            .toList();

    private static final List<Call> CALLS =
            Stream.of(Call.values()).filter(call -> !OF_SERVICES.contains(call)).toList();
    private static final List<Call> CHANGES =
            CALLS.stream().filter(Call::isChange).toList();

    /** Faults that sometimes come together, as one of them alone may do no harm. */
    private static final List<List<Fault>> COMPANY = List.of(
            List.of(
                    Fault.KILLED,
                    Fault.KILLED,
                    Fault.DOUBLED,
                    Fault.STOPPED,
                    Fault.BACKEND_WEIGHED,
                    Fault.BACKEND_EDITED,
                    Fault.BACKEND_RESTORED,
                    Fault.UNCORDONED,
                    Fault.CORDONED),
            List.of(Fault.KILLED, Fault.REQUEST_SLOW, Fault.REQUEST_ENDS_EARLY, Fault.PROBE_FAILS, Fault.POD_HELD),
            List.of(Fault.NODE_FLAPS, Fault.REQUEST_SLOW, Fault.SLOW_ANSWER, Fault.THROTTLED_FOR_A_WHILE),
            List.of(
                    Fault.HEALTH_FLAPS,
                    Fault.HEALTH_FLAPS,
                    Fault.BACKEND_REMOVED,
                    Fault.CONFLICT,
                    Fault.THROTTLED_FOR_A_WHILE,
                    Fault.SLOW_ANSWER),
            List.of(
                    Fault.BACKEND_DRAINED,
                    Fault.BACKEND_DRAINED,
                    Fault.BACKEND_OFFLINE,
                    Fault.BACKEND_REMOVED,
                    Fault.BACKEND_EDITED,
                    Fault.CONFLICT,
                    Fault.SLOW_ANSWER),
            List.of(
                    Fault.BEGUN_AGAIN,
                    Fault.BEGUN_AGAIN,
                    Fault.BACKEND_ADDED,
                    Fault.BACKEND_DRAINED,
                    Fault.HEALTH_FLAPS,
                    Fault.CANCELLED,
                    Fault.DENIED),
            List.of(
                    Fault.MACHINE_REPLACED,
                    Fault.MACHINE_REPLACED,
                    Fault.ADDRESS_REUSED,
                    Fault.CORDONED,
                    Fault.KILLED,
                    Fault.CONFLICT,
                    Fault.SLOW_ANSWER));

    private static final Set<Fault> PASSING = EnumSet.of(
            Fault.SLOW_ANSWER,
            Fault.DENIED_FOR_A_MOMENT,
            Fault.LISTENER_CALLS_BACK,
            Fault.WATCH_SILENT,
            Fault.ADDRESS_REUSED,
            Fault.NODE_ERROR_PASSES,
            Fault.POD_COMES_BACK,
            Fault.LISTENER_THROWS,
            Fault.LISTENER_BROKEN,
            Fault.LISTENER_SLOW,
            Fault.CLOCK_JUMPS,
            Fault.PAUSED,
            Fault.POOL_BUSY,
            Fault.CONTROLLER_SLOW,
            Fault.KILLED);

    private final Draw draw;
    private final List<Chosen> chosen = new ArrayList<>();
    private final List<Runnable> repairs = new ArrayList<>();
    private final Map<Fault, Long> injected = new EnumMap<>(Fault.class);
    private boolean others;
    private boolean healed;

    /** One kind of fault, with its frequency and place. */
    private static final class Chosen {
        private final Fault fault;
        private final int percent;
        private final @Nullable Call only;
        private int left;

        Chosen(Fault fault, int percent, int atMost, @Nullable Call only) {
            this.fault = fault;
            this.percent = percent;
            this.left = atMost;
            this.only = only;
        }
    }

    private Faults(Draw draw) {
        this.draw = draw;
    }

    /** No fault at all. */
    public static Faults none(long seed) {
        return new Faults(new Draw(seed, "faults"));
    }

    /** Those of a seed; one in ten has none. */
    public static Faults of(long seed) {
        Faults faults = none(seed);
        faults.others = true;
        Draw draw = faults.draw;
        int kinds = draw.oneIn(10) ? 0 : draw.between(1, MOST_KINDS);
        List<Fault> candidates = draw.oneIn(3) ? draw.oneOf(COMPANY) : OF_ALL_WORLDS;
        for (int i = 0; i < kinds; i++) {
            Fault fault = draw.oneOf(candidates);
            Call only = fault.kind() == Fault.Kind.CALL && !draw.oneIn(4) ? call(draw) : null;
            int percent = only == null ? draw.oneOf(CHANCES.subList(0, 3)) : draw.oneOf(CHANCES.subList(1, 4));
            faults.chosen.add(new Chosen(fault, percent, draw.oneOf(LIMITS), only));
        }
        return faults;
    }

    /**
     * Those of service controllers, and of the calls that only plans with Services make; half of the worlds have some.
     */
    public Faults aroundServices(Draw services) {
        int kinds = services.oneIn(2) ? 0 : services.between(1, 2);
        for (int i = 0; i < kinds; i++) {
            boolean ofCall = services.oneIn(3);
            chosen.add(
                    ofCall
                            ? new Chosen(
                                    services.oneOf(OF_CALLS),
                                    services.oneOf(CHANCES),
                                    services.oneOf(LIMITS),
                                    services.oneOf(OF_SERVICES))
                            : new Chosen(services.oneOf(OF_CONTROLLERS), 100, services.between(1, 2), null));
        }
        return this;
    }

    /** As often as not one that changes something: there are fewer of them, and they matter most. */
    private static Call call(Draw draw) {
        return draw.oneOf(draw.oneIn(2) ? CHANGES : CALLS);
    }

    /**
     * One fault more, wherever it can strike.
     *
     * @param only the one operation that it strikes; null for any
     * @param times how often it strikes, at most
     */
    public Faults with(Fault fault, @Nullable Call only, int times) {
        chosen.add(new Chosen(fault, 100, times, only));
        return this;
    }

    /** Whether others may act as well where a process stands still: a test that names its faults wants no others. */
    boolean withOthers() {
        return others;
    }

    /** Whether this fault may strike. */
    public boolean include(Fault fault) {
        return chosen.stream().anyMatch(one -> one.fault == fault);
    }

    /** Whether any of these may strike. */
    public boolean includeAny(Fault... faults) {
        return List.of(faults).stream().anyMatch(this::include);
    }

    /** How often each fault struck; those that never did are left out. */
    public Map<Fault, Long> injected() {
        return injected;
    }

    /** Whether any of them means something only to runs that keep a journal and a lock. */
    public boolean needJournal() {
        return chosen.stream()
                .anyMatch(one -> one.fault.kind() == Fault.Kind.RUNNER
                        || one.fault == Fault.REQUESTED
                        || (one.only != null && one.only.isOfRecords()));
    }

    /** What is to be done to the processes. */
    public List<Fault> ofRunners() {
        return events(Fault.Kind.RUNNER);
    }

    /** The planned faults of the world, one element for each time. */
    List<Fault> inTheWorld() {
        return events(Fault.Kind.WORLD);
    }

    /** The planned faults of service controllers, one element for each time. */
    List<Fault> ofControllers() {
        return events(Fault.Kind.CONTROLLER);
    }

    private List<Fault> events(Fault.Kind kind) {
        List<Fault> events = new ArrayList<>();
        for (Chosen one : chosen) {
            if (one.fault.kind() == kind) {
                for (int i = 0; i < Math.min(one.left, 3); i++) {
                    events.add(one.fault);
                }
            }
        }
        return events;
    }

    /** Whether this fault strikes now. */
    boolean strikes(Fault fault) {
        return strikes(fault, null);
    }

    /** Whether this fault strikes what comes of this call. */
    boolean strikes(Fault fault, @Nullable Call call) {
        for (Chosen one : chosen) {
            if (one.fault == fault && (one.only == null || one.only == call) && drawn(one)) {
                count(fault);
                return true;
            }
        }
        return false;
    }

    /** The fault that hits a call now, if any. The code that injects it counts it. */
    @Nullable
    Fault atCall(Call call) {
        for (Chosen one : chosen) {
            if (one.fault.kind() == Fault.Kind.CALL && (one.only == null || one.only == call) && drawn(one)) {
                return one.fault;
            }
        }
        return null;
    }

    private boolean drawn(Chosen one) {
        if (healed || one.left <= 0 || !draw.percent(one.percent)) {
            return false;
        }
        one.left--;
        return true;
    }

    /** Whether nothing struck but what passes by itself. Answers that are slow for ever do not. */
    public boolean onlyDelay() {
        return PASSING.containsAll(injected.keySet())
                && chosen.stream().noneMatch(one -> one.fault == Fault.SLOW_ANSWER && one.left > UNLIMITED);
    }

    void count(Fault fault) {
        injected.merge(fault, 1L, Long::sum);
    }

    /** Has something put right once faults heal; at once if they have. */
    void whenHealed(Runnable repair) {
        if (healed) {
            repair.run();
        } else {
            repairs.add(repair);
        }
    }

    void heal() {
        healed = true;
        List.copyOf(repairs).forEach(Runnable::run);
        repairs.clear();
    }

    boolean healed() {
        return healed;
    }
}
