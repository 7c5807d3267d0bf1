package io.github.evenkeel.testkit.simulation.invariant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.EventRecords;
import io.github.evenkeel.run.EventSubject;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Worlds made by hand, in which a run of several nodes at once does what it must not do. */
class SeveralNodesTest {
    private final HandMade made = new HandMade();
    private final Machine first = made.old(1);
    private final Machine second = made.old(2);
    private final Machine third = made.old(3);

    private void breaks(Invariant invariant, Act act, String what) {
        assertThatThrownBy(() -> invariant.before(act, made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining(what);
    }

    private void holds(Invariant invariant, Act act) {
        assertThatCode(() -> invariant.before(act, made.truth)).doesNotThrowAnyException();
    }

    private void cordon(Invariant invariant, Machine machine) {
        holds(invariant, new Act.Cordon(machine, "the run"));
        machine.cordon = Cordon.by("the run");
        invariant.changed(made.truth);
    }

    private void tell(Invariant invariant, Machine old, Machine by) {
        invariant.told(
                new EventRecords.NodeReplaced(
                        Instant.EPOCH, EventSubject.ofRun("run", Optional.empty()), made.replaced(old, by)),
                made.truth);
    }

    private Machine surge() {
        made.pool.size++;
        Machine machine = made.machine(9, HandMade.NEW);
        machine.surge = true;
        return machine;
    }

    @Test
    void noMoreNodesAtOnceThanThePlanAllows() {
        made.truth.rollsBy(Rollout.maxUnavailable(2));
        WithinLimits invariant = new WithinLimits();
        cordon(invariant, first);
        cordon(invariant, second);
        breaks(invariant, new Act.Cordon(third, "the run"), "are in work");
    }

    @Test
    void aNodeIsTakenWithSurgeOnlyOnceAnotherIsThere() {
        made.truth.rollsBy(Rollout.maxSurge(1));
        breaks(new WithinLimits(), new Act.Cordon(first, "the run"), "nodes of pool lack");
        Machine surge = surge();
        surge.everReady = false;
        breaks(new WithinLimits(), new Act.Cordon(first, "the run"), "nodes of pool lack");
        surge.everReady = true;
        WithinLimits invariant = new WithinLimits();
        cordon(invariant, first);
        breaks(invariant, new Act.Cordon(second, "the run"), "are in work");
    }

    @Test
    void withLessSurgeOneNodeMayBeTakenWithoutAnother() {
        made.truth.rollsBy(Rollout.maxSurge(1).orWithLessSurge());
        holds(new WithinLimits(), new Act.Cordon(first, "the run"));
    }

    @Test
    void aSurplusNodeThatIsGoneIsInWorkNoMore() {
        made.truth.rollsBy(Rollout.maxSurge(1));
        surge();
        WithinLimits invariant = new WithinLimits();
        invariant.before(new Act.Delete(first, Act.Successor.NONE), made.truth);
        first.deletionAsked = made.truth.now;
        first.withoutSuccessor = true;
        first.lifecycle = Lifecycle.DELETED;
        made.pool.size--;
        invariant.changed(made.truth);
        surge();
        holds(invariant, new Act.Cordon(second, "the run"));
    }

    @Test
    void aPoolHasNoMoreMachinesThanThePlanAdds() {
        made.truth.rollsBy(Rollout.maxSurge(1));
        PoolKeepsItsSize invariant = new PoolKeepsItsSize();
        made.pool.size++;
        invariant.changed(made.truth);
        made.pool.size++;
        assertThatThrownBy(() -> invariant.changed(made.truth)).isInstanceOf(InvariantBroken.class);
    }

    @Test
    void aNodeThatOthersAddBeforeTheRunCountsAndOneThatTheyAddLaterDoesNot() {
        made.truth.rollsBy(Rollout.maxSurge("100%"));
        PoolKeepsItsSize invariant = new PoolKeepsItsSize();
        invariant.changed(made.truth);
        made.machine(4, HandMade.OLD);
        made.pool.rightfulSize = 4;
        made.pool.size = 8;
        invariant.changed(made.truth);
        made.truth.limits.begin();
        made.machine(5, HandMade.OLD);
        made.pool.rightfulSize = 5;
        made.pool.size = 9;
        invariant.changed(made.truth);
        made.pool.size = 10;
        assertThatThrownBy(() -> invariant.changed(made.truth)).isInstanceOf(InvariantBroken.class);
    }

    @Test
    void oneMachineTakesThePlaceOfOneNode() {
        OneSuccessorEach invariant = new OneSuccessorEach();
        Machine next = made.machine(4, HandMade.NEW);
        tell(invariant, first, next);
        tell(invariant, first, next);
        assertThatThrownBy(() -> tell(invariant, second, next))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("has taken the place of");
    }

    @Test
    void noTwoNodesOfTheJournalHaveOneSuccessor() {
        OneSuccessorEach invariant = new OneSuccessorEach();
        made.truth.journal = new TreeMap<>();
        invariant.before(new Act.Delete(first), made.truth);
        made.truth.journal.put("node." + first.name, "v=2&newinstance=instance-4&newnode=a");
        made.truth.journal.put("node." + second.name, "v=2&newinstance=instance-5");
        invariant.called(Call.WRITE_JOURNAL, "journal", "journal", Call.Answer.GIVEN);
        made.truth.journal.put("node." + second.name, "v=2&newinstance=instance-4");
        assertThatThrownBy(() -> invariant.called(Call.WRITE_JOURNAL, "journal", "journal", Call.Answer.GIVEN))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("is the successor of");
    }

    @Test
    void aSizeNeverLetsTheServiceChooseAMachine() {
        holds(new NoSurgeNodeIsLeft(), new Act.ResizePool(made.pool, 3));
        breaks(new NoSurgeNodeIsLeft(), new Act.ResizePool(made.pool, 2), "the service has to choose");
    }

    @Test
    void aSizeIsNotChangedWhileAFailedDeletionWouldTakeANodeAtWork() {
        first.deletionFailed = true;
        breaks(new NoSurgeNodeIsLeft(), new Act.ResizePool(made.pool, 4), "with which the service deletes");
        made.drained(100);
        holds(new NoSurgeNodeIsLeft(), new Act.ResizePool(made.pool, 4));
        made.pod(made.app, first).boundAt = 0;
        breaks(new NoSurgeNodeIsLeft(), new Act.ResizePool(made.pool, 4), "with which the service deletes");
    }

    @Test
    void aSurgeNodeIsGoneAtTheEndWhicheverThatIs() {
        Ending stopped =
                new Ending(Ending.Outcome.STOPPED, made.report(UpgradeReport.Outcome.FAILED, List.of()), "it stopped");
        assertThatCode(() -> new NoSurgeNodeIsLeft().end(stopped, made.truth)).doesNotThrowAnyException();
        surge();
        assertThatThrownBy(() -> new NoSurgeNodeIsLeft().end(stopped, made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("has the size 4 at the end");
    }

    @Test
    void noNodeIsKeptFromTheAutoscalerAtTheEnd() {
        Ending done =
                new Ending(Ending.Outcome.COMPLETED, made.report(UpgradeReport.Outcome.COMPLETED, List.of()), null);
        second.scaleDown = new ScaleDown(Optional.of("true"), Optional.empty());
        assertThatCode(() -> new NothingHalfDone().end(done, made.truth)).doesNotThrowAnyException();
        first.scaleDown = ScaleDown.disabledBy("run-7");
        assertThatThrownBy(() -> new NothingHalfDone().end(done, made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("kept from the autoscaler");
    }

    @Test
    void aSurgeNodeMayLeaveAlsoAfterACancelAndNoOtherOneIsAdded() {
        made.truth.cancelledAt = made.truth.askedAt - 1;
        breaks(new CancelOnlyRestores(), new Act.ResizePool(made.pool, 4), "was cancelled");
        Machine surge = surge();
        holds(new CancelOnlyRestores(), new Act.Delete(surge, Act.Successor.NONE));
        holds(new KnownByIdentity(), new Act.Delete(surge, Act.Successor.NONE));
        made.pool.size--;
        breaks(new CancelOnlyRestores(), new Act.Delete(surge, Act.Successor.NONE), "was cancelled");
        breaks(new KnownByIdentity(), new Act.Delete(surge, Act.Successor.NONE), "not one of the plan's nodes");
    }

    @Test
    void nodesOfOneDomainAtATime() {
        made.truth.rollsBy(Rollout.maxUnavailable(3).spread(Spread.ONE_FAULT_DOMAIN));
        SpreadAndWaves invariant = new SpreadAndWaves();
        cordon(invariant, first);
        breaks(invariant, new Act.Cordon(second, "the run"), "under way elsewhere");
        tell(invariant, first, made.machine(4, HandMade.NEW));
        holds(invariant, new Act.Cordon(second, "the run"));
    }

    @Test
    void inEachDomainItsShareOfTheNodes() {
        made.truth.rollsBy(Rollout.maxUnavailable(3).spread(Spread.EVEN_FAULT_DOMAINS));
        SpreadAndWaves invariant = new SpreadAndWaves();
        Machine another = made.machine(10, HandMade.OLD);
        another.original = true;
        cordon(invariant, first);
        cordon(invariant, second);
        breaks(invariant, new Act.Cordon(another, "the run"), "under way there");
    }

    @Test
    void aWaveBeginsWhenTheOneBeforeIsDoneAndHasHadItsSoak() {
        made.truth.rollsBy(Rollout.maxUnavailable(2).waves("1", "2").soaking(Duration.ofSeconds(60)));
        SpreadAndWaves invariant = new SpreadAndWaves();
        cordon(invariant, first);
        breaks(invariant, new Act.Cordon(second, "the run"), "opens a wave while");
        tell(invariant, first, made.machine(4, HandMade.NEW));
        made.truth.now += 59 * HandMade.SECOND;
        breaks(invariant, new Act.Cordon(second, "the run"), "has not had its soak");
        made.truth.now += HandMade.SECOND;
        cordon(invariant, second);
        holds(invariant, new Act.Cordon(third, "the run"));
    }

    private void begins(Invariant invariant, String run) {
        invariant.told(
                new EventRecords.StepStarted(
                        Instant.EPOCH, EventSubject.ofRun(run, Optional.empty()), Step.PREPARE, "cluster", "a test"),
                made.truth);
    }

    /** It divides what the first one has left into waves of its own. */
    @Test
    void aSecondRunHasWavesOfItsOwn() {
        made.truth.rollsBy(Rollout.maxUnavailable(2).waves("2", "1"));
        SpreadAndWaves invariant = new SpreadAndWaves();
        begins(invariant, "one");
        cordon(invariant, first);
        tell(invariant, first, made.machine(4, HandMade.NEW));
        first.lifecycle = Lifecycle.DELETED;
        begins(invariant, "one");
        cordon(invariant, second);
        breaks(invariant, new Act.Cordon(third, "the run"), "opens a wave while");
        begins(invariant, "two");
        holds(invariant, new Act.Cordon(third, "the run"));
    }

    /** Its nodes are gone, and the next one begins before they have their successors. */
    @Test
    void aWaveDoesNotBeginWhileASuccessorIsAwaited() {
        made.truth.rollsBy(Rollout.maxUnavailable(2).waves("1", "2"));
        SpreadAndWaves invariant = new SpreadAndWaves();
        cordon(invariant, first);
        first.deletionAsked = made.truth.now;
        first.lifecycle = Lifecycle.DELETED;
        breaks(invariant, new Act.Cordon(second, "the run"), "are awaited");
        tell(invariant, first, made.machine(4, HandMade.NEW));
        holds(invariant, new Act.Cordon(second, "the run"));
    }

    private void claims(Machine old, Machine successor) {
        made.truth.journal = new TreeMap<>(Map.of(
                "run",
                "v=2&run=run-1",
                "node." + old.name,
                "v=2&addresses=InternalIP%2C" + old.address + "&newinstance=" + successor.instanceId));
    }

    @Test
    void aSurgeNodeHasTheSettingsOfTheNodeInWhosePlaceItIs() {
        made.truth.rollsBy(Rollout.maxSurge(1));
        Machine surge = surge();
        Backend theirs = made.backend(first).config.at(surge.address);
        claims(first, surge);
        holds(new SettingsSurvive(), new Act.Add(made.set, theirs));
        breaks(
                new SettingsSurvive(),
                new Act.Add(made.set, theirs.toBuilder().weight(7).build()),
                "no node in whose place it is has had it so");
        Backend others = theirs.toBuilder().weight(5).build();
        made.set.rightful.put(second.address + ":80", others.at(second.address));
        breaks(new SettingsSurvive(), new Act.Add(made.set, others), "no node in whose place it is has had it so");
        breaks(new SettingsSurvive(), new Act.Write(made.set, theirs, others), "is written as");
        claims(second, surge);
        holds(new SettingsSurvive(), new Act.Write(made.set, theirs, others));
    }

    @Test
    void aPoolIsLargerOnlyWhileItsSurgeIsOpen() {
        made.truth.rollsBy(Rollout.maxSurge(1));
        PoolKeepsItsSize invariant = new PoolKeepsItsSize();
        surge();
        made.truth.journal = new TreeMap<>(Map.of("surge.pool", "v=2&size=3"));
        invariant.changed(made.truth);
        made.truth.journal.clear();
        assertThatThrownBy(() -> invariant.changed(made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("the journal has none");
    }

    /** That it names the pool for another reason is not enough. */
    @Test
    void aSurgeNodeThatIsLeftIsNamedWithTheSizeOfItsPool() {
        surge();
        Ending refused = new Ending(Ending.Outcome.REFUSED, null, "a process was killed before");
        made.truth.journal = new TreeMap<>(Map.of("surge.pool", "v=2&size=3"));
        assertThatCode(() -> new NoSurgeNodeIsLeft().end(refused, made.truth)).doesNotThrowAnyException();
        made.truth.journal.clear();
        assertThatThrownBy(() -> new NoSurgeNodeIsLeft().end(refused, made.truth))
                .isInstanceOf(InvariantBroken.class);
    }

    /** It counts as replaced once it is gone, not when that is said. */
    @Test
    void aNodeThatIsStillThereIsNotReplacedByWords() {
        made.truth.rollsBy(Rollout.maxSurge(1));
        Machine surge = surge();
        WithinLimits invariant = new WithinLimits();
        cordon(invariant, first);
        tell(invariant, first, surge);
        surge();
        breaks(invariant, new Act.Cordon(second, "the run"), "are in work");
        first.lifecycle = Lifecycle.DELETED;
        tell(invariant, first, surge);
        holds(invariant, new Act.Cordon(second, "the run"));
    }

    @Test
    void aNodeThatHasJoinedIsNotDeletedWhileNoApplicationIsAvailable() {
        Machine surge = surge();
        surge.everReady = false;
        made.truth.unavailableSince = 0;
        breaks(new EnoughServe(), new Act.Delete(surge, Act.Successor.NONE), "unavailable since");
        surge.joined = false;
        holds(new EnoughServe(), new Act.Delete(surge, Act.Successor.NONE));
    }

    @Test
    void noMoreBackendsAreTakenThanThePlanAllows() {
        EnoughServe invariant = new EnoughServe();
        holds(invariant, made.draining(first));
        made.drained(10);
        breaks(invariant, made.draining(second), "others serve well");
        made.truth.rollsBy(Rollout.maxUnavailable(2));
        holds(invariant, made.draining(second));
    }

    @Test
    void aPoolGetsNoMoreNodesOfTheOldVersion() {
        holds(new ControlPlaneFirst(), new Act.ResizePool(made.pool, 4));
        made.pool.version = HandMade.OLD;
        breaks(new ControlPlaneFirst(), new Act.ResizePool(made.pool, 4), "makes nodes of");
        holds(new ControlPlaneFirst(), new Act.ResizePool(made.pool, 3));
    }
}
