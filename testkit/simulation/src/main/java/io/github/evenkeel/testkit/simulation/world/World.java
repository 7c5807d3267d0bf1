package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.testkit.simulation.invariant.Act;
import io.github.evenkeel.testkit.simulation.invariant.Ending;
import io.github.evenkeel.testkit.simulation.invariant.Invariants;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.time.Runner;
import io.github.evenkeel.testkit.simulation.time.VirtualTime;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** Parts of one world, and the only way to change it. */
public final class World {
    /** What a person may do to an entry by mistake. */
    private static final List<UnaryOperator<String>> EDITS = List.of(
            text -> text.substring(0, text.length() / 2),
            text -> text.replaceFirst("=\\d+(&|$)", "=-1$1"),
            text -> text.replaceFirst("(size|spent)=\\d+", "$1=99999999999999999999"),
            text -> text.replace("v=2", "v=3"),
            text -> text.replaceFirst("&[a-z]+=", "&"),
            text -> text + "&",
            text -> "");

    final VirtualTime time;
    final Truth truth;
    final Draw draw;
    final Faults faults;
    final EventLog log;
    final Provider provider;
    final Controllers controllers;
    final Deployments deployments;
    final Webhooks webhooks;
    final Traffic traffic;
    final ServiceController serviceController;
    final Others others;
    final Runners runners;
    private final Map<String, Requests> requests = new HashMap<>();
    private final Invariants invariants;
    private long checkedAt = -1;
    private long unavailableUntil;
    private long hangsUntil;
    private boolean throwing;
    private long serial;

    /** Begins with what {@code truth} holds already. */
    public World(VirtualTime time, Truth truth, Draw draw, Faults faults, Invariants invariants, EventLog log) {
        this.time = time;
        this.truth = truth;
        this.draw = draw;
        this.faults = faults;
        this.invariants = invariants;
        this.log = log;
        provider = new Provider(this);
        controllers = new Controllers(this);
        deployments = new Deployments(this);
        webhooks = new Webhooks(this);
        traffic = new Traffic(this);
        serviceController = new ServiceController(this);
        others = new Others(this);
        runners = new Runners(this);
    }

    /** All that is so. */
    public Truth truth() {
        return truth;
    }

    /** Faults end then. */
    public void healAfter(long nanos) {
        after(nanos, "faults heal", "", faults::heal);
    }

    /** The run must be over by then. */
    public void endBy(long nanos) {
        time.after(nanos + 1, () -> {
            tick();
            invariants.end(new Ending(Ending.Outcome.STOPPED, null, "never"), truth);
        });
    }

    /** Notes whose turn it is: what happens now is done by that process, if there may be several. */
    void heedRunner() {
        Runner runner = time.runner();
        truth.runner = runner == null ? null : runner.name();
    }

    /** Who rolls it, if there may be several of them. */
    public Runners runners() {
        return runners;
    }

    /** The run can be paused and cancelled from now on. */
    public void begun(Upgrade upgrade) {
        others.begun(upgrade);
    }

    /** The run is cancelled at this call, the first being 1. */
    public void cancelAt(int call) {
        others.cancelAt(call);
    }

    /** The run is over: now all must hold that holds at the end. */
    public void ended(Ending how, boolean unlimited) {
        tick();
        truth.onlyDelayed = unlimited && faults.onlyDelay() && !Services.mayCrowd(truth);
        log.add(truth.now, "END", how.outcome() + " " + how.account());
        invariants.end(how, truth);
    }

    /** The work requests of a service. */
    Requests requests(String service) {
        return requests.computeIfAbsent(service, any -> new Requests(this));
    }

    /** Looks at the applications. */
    public AvailabilityProbe probe() {
        return new AvailabilityProbe() {
            @Override
            public String target() {
                return "application";
            }

            @Override
            public ProbeResult look() {
                return looked();
            }
        };
    }

    private ProbeResult looked() {
        tick();
        if (truth.now >= hangsUntil && faults.strikes(Fault.PROBE_HANGS)) {
            truth.silentSince = truth.now;
            hangsUntil = truth.now + draw.seconds(30, 600);
        }
        if (truth.now < hangsUntil) {
            time.sleep(hangsUntil - truth.now);
            tick();
        }
        truth.silentSince = Long.MAX_VALUE;
        if (truth.now >= unavailableUntil && faults.strikes(Fault.PROBE_THROWS)) {
            throwing = true;
            truth.unavailableSince = truth.now;
            unavailableUntil = truth.now + draw.seconds(1, 300);
        }
        if (truth.now >= unavailableUntil && faults.strikes(Fault.PROBE_FAILS)) {
            truth.unavailableSince = truth.now;
            unavailableUntil = truth.now + draw.seconds(1, 300);
        }
        if (truth.now >= unavailableUntil) {
            truth.unavailableSince = Long.MAX_VALUE;
            throwing = false;
            return new ProbeResult(true, "HTTP 200");
        }
        if (throwing) {
            throwAny();
        }
        return new ProbeResult(false, "HTTP 503");
    }

    private void throwAny() {
        switch (draw.below(4)) {
            case 0 -> throw new IllegalStateException("a probe that fails");
            case 1 -> throw new StackOverflowError("a probe that calls itself");
            case 2 -> throw new NoSuchMethodError("a probe that was built against another version");
            default -> throw new AssertionError("a probe that asserts");
        }
    }

    /** Another party empties the journal, if it keeps one; or takes an entry out of it, or changes its text. */
    void spoilJournal(boolean whole) {
        SortedMap<String, String> journal = truth.journal;
        if (journal == null || journal.isEmpty()) {
            return;
        }
        truth.journalSpoilt = true;
        truth.undisturbed = false;
        if (whole) {
            journal.clear();
            return;
        }
        String key = draw.oneOf(List.copyOf(journal.keySet()));
        String text = journal.remove(key);
        if (text != null && draw.oneIn(2)) {
            journal.put(key, draw.oneOf(EDITS).apply(text));
        }
        log.add(truth.now, "JOURNAL EDITED", key + " is now " + journal.get(key) + " and was " + text);
    }

    /** What must hold. */
    Invariants invariants() {
        return invariants;
    }

    /** Has something happen after so many nanoseconds; then all must hold. */
    void after(long nanos, String what, Object about, Runnable work) {
        time.after(nanos, () -> {
            tick();
            log.add(truth.now, what, about);
            work.run();
            settle();
        });
    }

    /** A run does something: it may, or it breaks an invariant. */
    void act(Act act, Runnable effect) {
        tick();
        log.add(truth.now, "ACT", act);
        invariants.before(act, truth);
        others.acted(act);
        effect.run();
        truth.changes++;
        settle();
    }

    void tick() {
        truth.now = time.nanos();
    }

    /** Checks, if anything has changed since the last time. */
    void settle() {
        if (checkedAt != truth.changes) {
            checkedAt = truth.changes;
            invariants.changed(truth);
        }
    }

    /** For names that nothing else has. */
    long serial() {
        return ++serial;
    }
}
