package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All invariants, for one run. Each method throws {@link InvariantBroken} at the first that does not hold. */
public final class Invariants {
    private String planned = "";
    private final List<Invariant> all;
    private final LooksChangeNothing looksChangeNothing = new LooksChangeNothing();
    private final EventsInOrder eventsInOrder = new EventsInOrder();

    /**
     * For one run.
     *
     * @param timing of its plan
     * @param bound when it has to be over, in nanoseconds since the beginning
     * @param boundOfCancel how long after a cancel it has to be over, in nanoseconds
     * @param faultsStay whether they do, so that the bound is that of a run under faults that never end
     */
    public Invariants(Timing timing, long bound, long boundOfCancel, boolean faultsStay) {
        all = List.of(
                new DrainBeforeDeletion(),
                new ConnectionsHaveTheirTime(),
                new EnoughServe(),
                new WithinLimits(),
                new KnownByIdentity(),
                new PodsLeaveByEviction(),
                new SingleReplicasServe(),
                new TrafficFindsAReadyNode(
                        timing.calls().poll().toNanos() * (timing.loadBalancer().healthyInARow() - 1)),
                new SettingsSurvive(),
                new NothingBlindly(),
                new ControlPlaneFirst(),
                new PoolKeepsItsSize(),
                new NothingHalfDone(),
                new CancelOnlyRestores(),
                new ChangesWithinItsTerm(),
                new JournalFirst(),
                eventsInOrder,
                new EndsInTime(faultsStay ? "L2" : "L1", bound, Long.MAX_VALUE),
                new EndsInTime("L4", Long.MAX_VALUE, boundOfCancel),
                looksChangeNothing,
                new ClearedDrains(),
                new DrainsMadeAgain(),
                new FactsOfItsRun(),
                new SilenceIsNoGoodNews(),
                new OneSuccessorEach(),
                new NoSurgeNodeIsLeft(),
                new NoTaintIsLeft(),
                new SpreadAndWaves(),
                new NothingBeginsWhileClosed(),
                new LeavesWithItsPod(),
                new AllIsThere(),
                new RequestsOnce(),
                new NamesItsCause());
    }

    private Invariants() {
        all = List.of();
    }

    /** No invariant: a caller of the world may do anything to it, as no run does. */
    public static Invariants none() {
        return new Invariants();
    }

    /** A look begins, which is to change nothing until {@link #hasLooked}. No run is under way. */
    public void looks() {
        looksChangeNothing.looks();
    }

    /** The look is over. */
    public void hasLooked() {
        looksChangeNothing.hasLooked();
    }

    /** The run is about to do something. */
    public void before(Act act, Truth truth) {
        truth.limits.begin();
        all.forEach(invariant -> invariant.before(act, truth));
    }

    /** A process is about to take a lock that was not renewed for a term. */
    public void takesOver(LockHeld lock, Truth truth) {
        all.forEach(invariant -> invariant.takesOver(lock, truth));
    }

    /** The world has changed, by any client. */
    public void changed(Truth truth) {
        for (Invariant invariant : all) {
            invariant.changed(truth);
        }
    }

    /**
     * The run has made a call.
     *
     * @param object of the call
     * @param whole what has to be read to see what came of it; for a read, the object
     */
    public void called(Call call, String object, String whole, Call.Answer answer) {
        all.forEach(invariant -> invariant.called(call, object, whole, answer));
    }

    /** The run has told its listeners something. */
    public void told(UpgradeEvent event, Truth truth) {
        boolean another = !event.source().runId().equals(planned);
        if (another
                && event instanceof UpgradeEvent.StepStarted started
                && started.step().equals(Step.PREPARE)) {
            truth.limits.looks();
        }
        if (another
                && event instanceof UpgradeEvent.StepEnded ended
                && ended.step().equals(Step.PREPARE)) {
            truth.limits.looks();
            truth.limits.begin();
            planned = event.source().runId();
        }
        all.forEach(invariant -> invariant.told(event, truth));
    }

    /** A slow listener hears of an event, later than the one that is quick, and after the same ones. */
    public void toldLate(UpgradeEvent event, UpgradeEvent expected) {
        eventsInOrder.heardLate(event, expected);
    }

    /** The run is over. */
    public void end(Ending ending, Truth truth) {
        all.forEach(invariant -> invariant.end(ending, truth));
    }

    /** How many checks were made, by invariant. */
    public Map<String, Long> checks() {
        Map<String, Long> checks = new TreeMap<>();
        all.forEach(invariant -> checks.merge(invariant.id(), invariant.checks(), Long::sum));
        return checks;
    }
}
