package io.github.evenkeel.testkit.simulation.invariant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.EventRecords;
import io.github.evenkeel.run.EventSubject;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each checker is content with what is right, and breaks at what is wrong. */
class InvariantsTest {
    private static final EventSource SOURCE = EventSubject.ofRun("run", Optional.empty());
    private final HandMade made = new HandMade();
    private final Machine first = made.old(1);
    private final Machine second = made.old(2);

    private void holds(Invariant invariant, Act act) {
        assertThatCode(() -> invariant.before(act, made.truth)).doesNotThrowAnyException();
    }

    private void breaks(Invariant invariant, Act act, String words) {
        assertThatThrownBy(() -> invariant.before(act, made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageStartingWith(invariant.id() + ": ")
                .hasMessageContaining(words);
    }

    private void breaksAtTheEnd(Invariant invariant, Ending ending, String words) {
        assertThatThrownBy(() -> invariant.end(ending, made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageStartingWith(invariant.id() + ": ")
                .hasMessageContaining(words);
    }

    private static Ending ending(Ending.Outcome outcome) {
        return new Ending(outcome, null, "words");
    }

    @Test
    void aNodeThatGetsTrafficIsNotDeleted() {
        breaks(new DrainBeforeDeletion(), new Act.Delete(first), "gets new connections");
        breaks(new DrainBeforeDeletion(), new Act.Evict(made.pod(made.app, first)), "gets new connections");
        made.drained(100);
        holds(new DrainBeforeDeletion(), new Act.Delete(first));
    }

    @Test
    void aNodeOnItsWayOutGetsNoTraffic() {
        DrainBeforeDeletion invariant = new DrainBeforeDeletion();
        made.drained(100);
        invariant.before(new Act.Delete(first), made.truth);
        first.deletionAsked = made.truth.now;
        made.backend(first).accepting = true;
        invariant.changed(made.truth); // the service has done nothing about it, and has ended
        first.lifecycle = Lifecycle.DELETING;
        assertThatThrownBy(() -> invariant.changed(made.truth)).isInstanceOf(InvariantBroken.class);
    }

    @Test
    void aLookChangesNothingAndAsksForNoChange() {
        LooksChangeNothing invariant = new LooksChangeNothing();
        invariant.looks();
        breaks(invariant, new Act.Evict(made.pod(made.app, first)), "a look changes the world");
        assertThatThrownBy(() -> invariant.called(Call.CORDON, "node", "node", Call.Answer.REFUSED))
                .hasMessageContaining("a look asks for a change");
        assertThatThrownBy(() -> invariant.called(Call.WRITE_JOURNAL, "", "", Call.Answer.GIVEN))
                .hasMessageContaining("a look asks for a change");
        invariant.called(Call.DRY_RUN_EVICTION, "pod", "pod", Call.Answer.GIVEN);
        invariant.hasLooked();
        holds(invariant, new Act.Evict(made.pod(made.app, first)));
    }

    @Test
    void connectionsHaveTheirTime() {
        made.drained(59).connectedUntil = Long.MAX_VALUE;
        breaks(new ConnectionsHaveTheirTime(), new Act.Delete(first), "connections open");
        made.drained(60);
        holds(new ConnectionsHaveTheirTime(), new Act.Delete(first));
    }

    @Test
    void enoughServe() {
        holds(new EnoughServe(), made.draining(first));
        EnoughServe invariant = new EnoughServe();
        invariant.before(made.draining(first), made.truth);
        made.backend(made.old(3)).healthy = false;
        breaks(invariant, made.draining(second), "1 others serve well, and 2 are needed");
        made.set.backends.clear();
        made.backend(first);
        breaks(new EnoughServe(), made.draining(first), "0 others serve well, and 1 are needed");
    }

    @Test
    void whatOthersHaveSetAMomentAgoIsNoExcuseForTooFewThatServe() {
        EnoughServe invariant = new EnoughServe();
        invariant.before(made.draining(first), made.truth);
        made.backend(second).config = made.backend(second).config.with(Backend.Mode.DRAIN);
        made.set.changedByOthers = made.truth.now;
        breaks(invariant, made.draining(first), "1 others serve well, and 2 are needed");
        made.backend(second).config = made.backend(first).config.at(second.address);
        made.backend(second).healthy = false;
        made.backend(second).healthChanged = made.truth.now;
        holds(invariant, made.draining(first));
    }

    @Test
    void whatServedIsCountedAnewForAnotherRunOfTheSameJournal() {
        made.truth.journal = new TreeMap<>(Map.of("run", "v=2&run=one&state=UNDERWAY", "serving", "v=2"));
        EnoughServe invariant = new EnoughServe();
        invariant.before(made.draining(first), made.truth);
        made.set.backends.remove(second.address + ":80");
        breaks(invariant, made.draining(first), "1 others serve well, and 2 are needed");
        made.truth.journal.put("run", "v=2&run=two&state=UNDERWAY");
        holds(invariant, made.draining(first));
    }

    @Test
    void aDrainThatAnotherPartyClearedIsSeenBeforeTheDeletion() {
        made.drained(100);
        holds(new ClearedDrains(), new Act.Delete(first));
        made.backend(first).config = made.backend(second).config.at(first.address);
        made.set.changedByOthers = made.truth.now - 29 * HandMade.SECOND;
        holds(new ClearedDrains(), new Act.Delete(first));
        made.set.changedByOthers = made.truth.now - 31 * HandMade.SECOND;
        breaks(new ClearedDrains(), new Act.Delete(first), "is not drained since 31 s");
    }

    @Test
    void factsOfAnEarlierRunAreNotUsedByAnother() {
        made.truth.journal = new TreeMap<>(Map.of("run", "v=2&run=two&state=UNDERWAY", "serving", "v=2"));
        holds(new FactsOfItsRun(), made.draining(first));
        made.truth.journalWriters.put("serving", "two");
        holds(new FactsOfItsRun(), made.draining(first));
        made.truth.journalWriters.put("serving", "one");
        breaks(new FactsOfItsRun(), made.draining(first), "entry serving of the journal is of run one");
    }

    @Test
    void looksThatHangAreNoGoodNews() {
        made.truth.silentSince = made.truth.now - 89 * HandMade.SECOND;
        holds(new SilenceIsNoGoodNews(), new Act.Delete(first));
        made.truth.silentSince = made.truth.now - 91 * HandMade.SECOND;
        breaks(new SilenceIsNoGoodNews(), new Act.Delete(first), "no look at the application has ended");
    }

    @Test
    void oneNodeAtATime() {
        WithinLimits invariant = new WithinLimits();
        invariant.before(new Act.Cordon(first, "the run"), made.truth);
        first.cordon = Cordon.by("the run");
        breaks(invariant, new Act.Cordon(second, "the run"), "are in work");
        first.cordon = Cordon.NONE;
        holds(invariant, new Act.Cordon(second, "the run"));
        first.cordon = Cordon.by("the run");
        assertThatThrownBy(() -> invariant.changed(made.truth)).isInstanceOf(InvariantBroken.class);
    }

    @Test
    void aReplacedNodeIsInWorkNoMore() {
        WithinLimits invariant = new WithinLimits();
        invariant.before(new Act.Delete(first), made.truth);
        first.deletionAsked = made.truth.now;
        breaks(invariant, made.draining(second), "are in work");
        made.replacement();
        holds(invariant, made.draining(second));
    }

    @Test
    void aPoolThatGetsLargerAfterwardsDoesNotPutANodeInWorkAgain() {
        WithinLimits invariant = new WithinLimits();
        invariant.before(new Act.Delete(first), made.truth);
        first.deletionAsked = made.truth.now;
        first.lifecycle = Lifecycle.DELETED;
        made.truth.undisturbed = false;
        made.pool.size--;
        made.pool.machines.forEach(machine -> machine.everReady = true);
        invariant.changed(made.truth);
        made.pool.size += 2;
        holds(invariant, made.draining(second));
    }

    @Test
    void aRunThatIsHeldTakesNoFurtherLookBeforeItDeletes() {
        CancelOnlyRestores invariant = new CancelOnlyRestores();
        invariant.called(Call.READ_POOL, "pool", "pool", Call.Answer.GIVEN);
        made.truth.pausedAt = made.truth.now;
        invariant.changed(made.truth);
        invariant.before(new Act.Delete(first), made.truth);
        invariant.called(Call.READ_POOL, "pool", "pool", Call.Answer.GIVEN);
        breaks(invariant, new Act.Delete(first), "has read the pool since");
        made.truth.pausedAt = Long.MAX_VALUE;
        invariant.changed(made.truth);
        invariant.before(new Act.Delete(first), made.truth);
    }

    @Test
    void onlyThePlansNodesAreTouched() {
        holds(new KnownByIdentity(), new Act.Cordon(first, "the run"));
        Machine another = made.machine(9, HandMade.OLD);
        breaks(new KnownByIdentity(), new Act.Cordon(another, "the run"), "not one of the plan's nodes");
        breaks(new KnownByIdentity(), new Act.Delete(made.replacement()), "not one of the plan's nodes");
        breaks(new KnownByIdentity(), new Act.Uncordon(second), "is not the run's");
        KnownByIdentity invariant = new KnownByIdentity();
        invariant.before(new Act.Cordon(first, "the run"), made.truth);
        first.cordon = Cordon.by("the run");
        invariant.before(new Act.Uncordon(first), made.truth);
        first.cordon = Cordon.UNMARKED;
        assertThatThrownBy(() -> invariant.before(new Act.Uncordon(first), made.truth))
                .hasMessageContaining("is not the run's");
    }

    @Test
    void aNodeThatIsGoneGetsNoTrafficAgain() {
        Backend backend = made.backend(first).config;
        Act.Write write = new Act.Write(made.set, backend.with(Backend.Mode.DRAIN), backend);
        holds(new TrafficFindsAReadyNode(0), write);
        made.pool.machines.remove(first);
        holds(new TrafficFindsAReadyNode(0), write);
        made.truth.leftAt.put(first.address, made.truth.now - 60 * HandMade.SECOND);
        breaks(new TrafficFindsAReadyNode(0), write, "its node is gone");
        TrafficFindsAReadyNode untold = new TrafficFindsAReadyNode(0);
        untold.called(Call.READ_NODE, first.address, first.address, Call.Answer.REFUSED);
        untold.before(write, made.truth);
        TrafficFindsAReadyNode deleted = new TrafficFindsAReadyNode(0);
        deleted.before(new Act.Delete(first), made.truth);
        assertThatThrownBy(() -> deleted.before(write, made.truth)).hasMessageContaining("deletion of its node");
    }

    @Test
    void podsLeaveByEviction() {
        holds(new PodsLeaveByEviction(), new Act.Evict(made.pod(made.app, first)));
        breaks(new PodsLeaveByEviction(), new Act.Delete(first), "with pod shop/app");
        breaks(new PodsLeaveByEviction(), new Act.DeletePod(made.pod(made.app, first)), "past its budget");
        breaks(new PodsLeaveByEviction(), new Act.Evict(made.pod(made.daemon, first)), "belongs to its node");
    }

    @Test
    void trafficFindsAReadyNode() {
        Machine machine = made.replacement();
        Act.Add add = new Act.Add(
                made.set,
                Backend.builder(machine.address, 80)
                        .weight(3)
                        .maxConnections(20)
                        .build());
        holds(new TrafficFindsAReadyNode(0), add);
        machine.pods.forEach(pod -> pod.ready = false);
        breaks(new TrafficFindsAReadyNode(0), add, "has no ready pod of proxy");
        machine.ready = false;
        breaks(new TrafficFindsAReadyNode(0), add, "is not Ready");
        machine.lifecycle = Lifecycle.DELETED;
        breaks(new TrafficFindsAReadyNode(0), add, "no node has its address");
        machine.readyChanged = made.truth.now - 5 * HandMade.SECOND;
        holds(new TrafficFindsAReadyNode(0), add);
        breaks(
                new TrafficFindsAReadyNode(0),
                new Act.Add(made.set, made.backend(second).config),
                "is at v1.31.1 or on its way out");
    }

    @Test
    void aNodeIsCalledReplacedOnceItHasBeenFoundWellForAWhile() {
        Machine machine = made.replacement();
        Act.Add add = new Act.Add(made.set, made.backend(machine).config);
        made.backend(machine).firstHealthy = made.truth.now - 9 * HandMade.SECOND;
        UpgradeEvent event = new EventRecords.NodeReplaced(Instant.EPOCH, SOURCE, made.replaced(first, machine));
        TrafficFindsAReadyNode nineSeconds = new TrafficFindsAReadyNode(9 * HandMade.SECOND);
        holds(nineSeconds, add);
        nineSeconds.told(event, made.truth);
        TrafficFindsAReadyNode tenSeconds = new TrafficFindsAReadyNode(10 * HandMade.SECOND);
        tenSeconds.told(event, made.truth); // a replacement that another process may have reported
        holds(tenSeconds, add);
        assertThatThrownBy(() -> tenSeconds.told(event, made.truth)).hasMessageContaining("has hardly been found well");
    }

    @Test
    void settingsSurvive() {
        holds(new SettingsSurvive(), made.draining(first));
        Backend config = made.backend(first).config;
        Backend heavier = Backend.builder(config.address(), 80)
                .weight(4)
                .maxConnections(20)
                .build();
        breaks(new SettingsSurvive(), new Act.Write(made.set, config, heavier), "is written as");
        Backend elsewhere = made.backend("192.0.2.7").config;
        breaks(new SettingsSurvive(), new Act.Remove(made.set, elsewhere), "is no node's");
        Machine machine = made.replacement();
        holds(new SettingsSurvive(), new Act.Add(made.set, config.at(machine.address)));
        breaks(new SettingsSurvive(), new Act.Add(made.set, heavier.at(machine.address)), "in place of");
    }

    @Test
    void nothingIsRepeatedBlindly() {
        NothingBlindly invariant = new NothingBlindly();
        invariant.called(Call.REPLACE_NODE, "instance-1", "pool", Call.Answer.LOST);
        invariant.called(Call.READ_NODE, "10.0.0.1", "10.0.0.1", Call.Answer.GIVEN);
        invariant.called(Call.READ_POOL, "another pool", "another pool", Call.Answer.GIVEN);
        invariant.called(Call.FIND_IMAGE, "pool", "pool", Call.Answer.GIVEN);
        invariant.called(Call.READ_POOL, "pool", "pool", Call.Answer.LOST);
        assertThatThrownBy(() -> invariant.called(Call.REPLACE_NODE, "instance-1", "pool", Call.Answer.GIVEN))
                .hasMessageContaining("is repeated without a look");
        invariant.called(Call.READ_POOL, "pool", "pool", Call.Answer.GIVEN);
        invariant.called(Call.REPLACE_NODE, "instance-1", "pool", Call.Answer.LOST);
        invariant.called(Call.READ_POOLS, "cluster", "cluster", Call.Answer.GIVEN);
        invariant.called(Call.REPLACE_NODE, "instance-1", "pool", Call.Answer.GIVEN);
    }

    @Test
    void versionsStayWithinThePolicy() {
        Act onlyOne = new Act.UpgradeControlPlane(KubernetesVersion.parse("v1.33.1"));
        holds(new ControlPlaneFirst(), onlyOne);
        breaks(
                new ControlPlaneFirst(),
                new Act.UpgradeControlPlane(KubernetesVersion.parse("v1.34.1")),
                "goes from v1.32.1 to v1.34.1");
        breaks(new ControlPlaneFirst(), new Act.UpgradeControlPlane(HandMade.OLD), "goes from v1.32.1 to v1.31.1");
        new ControlPlaneFirst().changed(made.truth);
        Machine lagging = made.machine(9, KubernetesVersion.parse("v1.28.9"));
        assertThatThrownBy(() -> new ControlPlaneFirst().changed(made.truth))
                .hasMessageContaining("is at v1.28.9, and the control plane at v1.32.1");
        lagging.lifecycle = Lifecycle.DELETED;
        made.machine(10, KubernetesVersion.parse("v1.33.0"));
        assertThatThrownBy(() -> new ControlPlaneFirst().changed(made.truth)).hasMessageContaining("is at v1.33.0");
    }

    @Test
    void onlyWhoHasTheLockChangesThings() {
        holds(new ChangesWithinItsTerm(), made.draining(first));
        made.truth.runner = "runner-1";
        breaks(new ChangesWithinItsTerm(), made.draining(first), "the lock is null");
        made.truth.lock = new LockHeld("runner-1", "id", 1, made.truth.askedAt + 1);
        holds(new ChangesWithinItsTerm(), made.draining(first));
        made.truth.askedAt++;
        breaks(new ChangesWithinItsTerm(), made.draining(first), "runner-1 does this");
        made.truth.lock = new LockHeld("runner-2", "id", 2, Long.MAX_VALUE);
        breaks(new ChangesWithinItsTerm(), made.draining(first), "runner-1 does this");
    }

    @Test
    void whatIsDoneIsInTheJournalBefore() {
        holds(new JournalFirst(), made.draining(first));
        SortedMap<String, String> journal = new TreeMap<>();
        made.truth.journal = journal;
        Act pool = new Act.UpdatePool(made.pool, HandMade.NEW);
        breaks(new JournalFirst(), pool, "the journal has of the run: null");
        journal.put("run", "v=2&run=id&state=ENDED");
        breaks(new JournalFirst(), pool, "state=ENDED");
        journal.put("run", "v=2&run=id&state=UNDERWAY");
        holds(new JournalFirst(), pool);
        breaks(new JournalFirst(), made.draining(first), "the journal has null");
        journal.put("node." + first.name, "v=2&instance=instance-2&begun=DRAIN_BACKENDS+CORDON+EVICT");
        breaks(new JournalFirst(), made.draining(first), "instance-2");
        journal.put("node." + first.name, "v=2&instance=instance-1&begun=DRAIN_BACKENDS+CORDON");
        holds(new JournalFirst(), made.draining(first));
        holds(new JournalFirst(), new Act.Uncordon(first));
        breaks(new JournalFirst(), new Act.Delete(first), "begun=DRAIN_BACKENDS+CORDON");
        Act.Remove removal = new Act.Remove(made.set, made.backend(first).config);
        breaks(new JournalFirst(), removal, "begun=DRAIN_BACKENDS+CORDON");
        journal.put(
                "node." + first.name,
                "v=2&instance=instance-1&begun=DRAIN_BACKENDS+CORDON+EVICT+DELETE_NODE+SWAP_BACKENDS");
        holds(new JournalFirst(), removal);
    }

    @Test
    void theJournalTellsOfNoNodeOnceAllIsDone() {
        SortedMap<String, String> journal = new TreeMap<>();
        made.truth.journal = journal;
        made.truth.runner = "runner-1";
        new JournalFirst().end(ending(Ending.Outcome.COMPLETED), made.truth);
        journal.put("node." + first.name, "v=2");
        new JournalFirst().end(ending(Ending.Outcome.STOPPED), made.truth);
        breaksAtTheEnd(new JournalFirst(), ending(Ending.Outcome.COMPLETED), "all is done, and the journal has");
    }

    @Test
    void theControlPlaneGoesFirst() {
        holds(new ControlPlaneFirst(), made.draining(first));
        made.pool.version = HandMade.OLD;
        breaks(new ControlPlaneFirst(), new Act.Delete(first), "its pool makes nodes of v1.31.1");
        made.truth.controlPlane = HandMade.OLD;
        breaks(new ControlPlaneFirst(), made.draining(first), "the control plane is ACTIVE at v1.31.1");
    }

    @Test
    void thePoolKeepsItsSize() {
        PoolKeepsItsSize invariant = new PoolKeepsItsSize();
        invariant.end(ending(Ending.Outcome.STOPPED), made.truth);
        breaksAtTheEnd(invariant, ending(Ending.Outcome.COMPLETED), "is at v1.31.1");
        first.lifecycle = Lifecycle.DELETED;
        breaksAtTheEnd(invariant, ending(Ending.Outcome.COMPLETED), "has 2 nodes, and is meant to have 3");
        made.pool.size = 4;
        assertThatThrownBy(() -> invariant.changed(made.truth)).hasMessageContaining("is meant to have 4");
    }

    @Test
    void nothingStaysHalfDone() {
        NothingHalfDone invariant = new NothingHalfDone();
        invariant.before(made.draining(first), made.truth);
        made.drained(1);
        Ending silent = new Ending(
                Ending.Outcome.STOPPED, made.report(UpgradeReport.Outcome.FAILED, List.<NodeReport>of()), "words");
        breaksAtTheEnd(invariant, silent, "was touched");
        made.backend(first).config = made.backend(second).config.at(first.address);
        invariant.end(silent, made.truth);
        first.deletionAsked = made.truth.now;
        invariant.end(silent, made.truth);
        first.lifecycle = Lifecycle.DELETING;
        breaksAtTheEnd(invariant, silent, "was touched");
        Machine machine = made.replacement();
        invariant.end(
                new Ending(
                        Ending.Outcome.STOPPED,
                        made.report(UpgradeReport.Outcome.FAILED, List.of(made.replaced(first, machine))),
                        "words"),
                made.truth);
    }

    @Test
    void aNodeWhoseSuccessorHasItsAddressIsDoneThoughOnlyRefusedProcessesCameAfter() {
        NothingHalfDone invariant = new NothingHalfDone();
        invariant.before(made.draining(first), made.truth);
        first.lifecycle = Lifecycle.DELETED;
        first.joined = false;
        first.deletionAsked = made.truth.now;
        made.truth.runner = "runner-2";
        breaksAtTheEnd(invariant, ending(Ending.Outcome.REFUSED), "was touched");
        Machine successor = new Machine("instance-4", first.name, made.pool, first.address, "AD-1", HandMade.NEW);
        successor.inPlaceOf = first;
        successor.everReady = true;
        made.pool.machines.add(successor);
        invariant.end(ending(Ending.Outcome.REFUSED), made.truth);
        made.drained(1);
        breaksAtTheEnd(invariant, ending(Ending.Outcome.REFUSED), "was touched");
    }

    @Test
    void aCancelledRunOnlyRestores() {
        made.truth.cancelledAt = made.truth.now;
        holds(new CancelOnlyRestores(), made.draining(first));
        made.truth.askedAt = made.truth.now + 1;
        breaks(new CancelOnlyRestores(), made.draining(first), "was cancelled");
        breaks(new CancelOnlyRestores(), new Act.UpdatePool(made.pool, HandMade.NEW), "was cancelled");
        holds(new CancelOnlyRestores(), new Act.Uncordon(first));
    }

    @Test
    void eventsComeInOrderAndOnce() {
        UpgradeEvent begun = new EventRecords.StepStarted(Instant.EPOCH, SOURCE, Step.CORDON, "node", "so");
        UpgradeEvent ended = new EventRecords.StepEnded(Instant.EPOCH, SOURCE, Step.CORDON, "node", Duration.ZERO);
        assertThatThrownBy(() -> new EventsInOrder().told(ended, made.truth)).hasMessageContaining("ends, and");
        EventsInOrder invariant = new EventsInOrder();
        invariant.told(begun, made.truth);
        assertThatThrownBy(() -> invariant.told(begun, made.truth)).hasMessageContaining("under way");
        invariant.told(ended, made.truth);
        assertThatThrownBy(() -> invariant.told(begun, made.truth)).hasMessageContaining("begins twice");
        breaksAtTheEnd(
                new EventsInOrder(),
                new Ending(Ending.Outcome.STOPPED, made.report(UpgradeReport.Outcome.FAILED, List.of()), "words"),
                "1 runs are over, and their listeners were told of 0");
    }

    @Test
    void itEndsInTime() {
        long now = made.truth.now;
        new EndsInTime("L1", now, Long.MAX_VALUE).end(ending(Ending.Outcome.STOPPED), made.truth);
        breaksAtTheEnd(new EndsInTime("L1", now - 1, Long.MAX_VALUE), ending(Ending.Outcome.STOPPED), "it took 3600 s");
        made.truth.cancelledAt = now - 5;
        breaksAtTheEnd(new EndsInTime("L4", now, 4), ending(Ending.Outcome.CANCELLED), "from the cancel to the end");
    }

    @Test
    void itNamesItsCause() {
        new NamesItsCause().end(ending(Ending.Outcome.REFUSED), made.truth);
        breaksAtTheEnd(new NamesItsCause(), new Ending(Ending.Outcome.REFUSED, null, " "), "in silence");
        breaksAtTheEnd(new NamesItsCause(), ending(Ending.Outcome.STOPPED), "in silence");
    }

    @Test
    void whatOthersDidJustNowIsNotHeldAgainstTheRun() {
        made.set.changedByOthers = made.truth.now - 29 * HandMade.SECOND;
        holds(new DrainBeforeDeletion(), new Act.Delete(first));
        made.set.changedByOthers = made.truth.now - 31 * HandMade.SECOND;
        breaks(new DrainBeforeDeletion(), new Act.Delete(first), "gets new connections");
    }

    @Test
    void staticPodsBelongToTheirNode() {
        App mirror = new App("kube-system", "static", App.Kind.STATIC, 0);
        breaks(new PodsLeaveByEviction(), new Act.Evict(made.pod(mirror, second)), "belongs to its node");
    }

    @Test
    void aProcessEvictsItsOwnPodLastAndChangesNothingMore() {
        SimulatedPod own = made.pod(made.app, first);
        made.truth.runner = Truth.FIRST_RUNNER;
        made.truth.ownPods.put(Truth.FIRST_RUNNER, own);
        first.pool.machines.forEach(machine -> machine.original = machine == first || machine == second);
        breaks(new LeavesWithItsPod(), new Act.Evict(own), "1 other nodes are left");

        second.original = false;
        LeavesWithItsPod invariant = new LeavesWithItsPod();
        invariant.before(new Act.Evict(made.pod(made.app, first)), made.truth);
        invariant.before(new Act.Evict(own), made.truth);
        breaks(invariant, new Act.Delete(first), "after it has evicted its own pod");
        made.truth.runner = "runner-2";
        holds(invariant, new Act.Delete(first));
    }
}
