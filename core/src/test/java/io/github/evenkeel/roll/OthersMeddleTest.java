package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The roll neither misses nor undoes what another client does half way through. */
class OthersMeddleTest {
    private static final String FIRST = "10.0.10.1:80";

    private final SmallWorld world = new SmallWorld(3);
    private final RunSession session = SessionOpening.anew(world.spec());
    private final Roll roll = new Roll(session);

    private UpgradeReport run() {
        roll.prepare();
        return roll.run();
    }

    private EvenkeelException fail() {
        return catchThrowableOfType(EvenkeelException.class, this::run);
    }

    private static Failure failure(EvenkeelException e) {
        return e.failure().orElseThrow();
    }

    private static NodeReport.Result first(EvenkeelException e) {
        return e.upgradeReport().orElseThrow().nodes().get(0).result();
    }

    private void giveTheFirstItsTrafficAgain() {
        world.backends.computeIfPresent(FIRST, (name, backend) -> backend.without(Backend.Mode.DRAIN));
    }

    private void giveItsNameToAnotherMachine() {
        world.nodes.computeIfPresent(
                "10.0.10.1", (name, node) -> SmallWorld.node(name, "instance-x", SmallWorld.OLD, Cordon.NONE));
    }

    private void takeTheThirdAway() {
        String third = world.members.remove(2).instanceId().orElseThrow();
        world.nodes.values().removeIf(node -> node.hasInstance(third));
    }

    @Test
    void aNodeThatGetsTrafficAgainIsNotDeleted() {
        world.before.put("read work requests", this::giveTheFirstItsTrafficAgainOnceItsPodsAreGone);

        EvenkeelException e = fail();

        assertThat(failure(e).step()).isEqualTo(Step.DELETE_NODE);
        assertThat(failure(e).object()).contains(FIRST);
        assertThat(first(e)).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
    }

    private void giveTheFirstItsTrafficAgainOnceItsPodsAreGone() {
        if (world.log.contains("evict web-1")) {
            giveTheFirstItsTrafficAgain();
        }
    }

    @Test
    void aDrainThatAnotherPartyClearsIsDoneAgainAndWaitedForBeforeTheDeletion() {
        List<Duration> drained = new ArrayList<>();
        List<Duration> deleted = new ArrayList<>();
        world.before.put("read volumes", () -> {
            world.before.remove("read volumes");
            giveTheFirstItsTrafficAgain();
        });
        world.before.put("update backend", () -> drained.add(world.scheduler.elapsed()));
        world.before.put("replace node", () -> deleted.add(world.scheduler.elapsed()));

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log)
                .containsSubsequence("drain " + FIRST, "evict web-1", "drain " + FIRST, "delete 10.0.10.1");
        Duration connections = Timing.defaults().loadBalancer().connectionDrain(Duration.ofSeconds(60));
        assertThat(deleted.get(0).minus(drained.get(1))).isGreaterThanOrEqualTo(connections);
        assertThat(report.warnings().toString()).contains(FIRST, "another client has cleared its drain");
    }

    @Test
    void theSuccessorGetsTheSettingsThatTheDrainHasSeenLastIfTheBackendIsRemovedThen() {
        world.before.put("update backend", () -> {
            world.before.remove("update backend");
            world.revision++;
            world.backends.computeIfPresent(
                    FIRST, (name, backend) -> backend.toBuilder().weight(7).build());
        });
        world.before.put("cordon", () -> {
            world.before.remove("cordon");
            world.revision++;
            world.backends.remove(FIRST);
        });

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.backends.values()).extracting(Backend::weight).containsExactlyInAnyOrder(7, 4, 5);
    }

    private void drainTheFirst() {
        world.backends.computeIfPresent(FIRST, (name, backend) -> backend.with(Backend.Mode.DRAIN));
    }

    @Test
    void aBackendThatAnotherPartyDrainedAndLetsServeAgainIsNotDrainedByTheRollback() {
        drainTheFirst();
        world.before.put("read work requests", this::giveTheFirstItsTrafficAgainOnceItsPodsAreGone);

        assertThat(first(fail())).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).noneMatch(line -> line.startsWith("drain"));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aBackendThatAnotherPartyDrainsBeforeTheRunDoesIsNotGivenItsTrafficByTheRollback() {
        world.before.put("read operations", this::drainTheFirst);
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        EvenkeelException e = fail();

        assertThat(world.log).noneMatch(line -> line.contains("drain " + FIRST));
        assertThat(world.backends.get(FIRST)).returns(false, Backend::acceptsTraffic);
        assertThat(failure(e).rolledBack()).noneMatch(line -> line.contains(FIRST));
    }

    @Test
    void aWeightThatIsSetMeanwhileMovesToTheReplacement() {
        world.before.put("replace node", () -> world.weigh(FIRST, 9));

        UpgradeReport report = run();

        String address = report.nodes().get(0).replacementAddress().orElseThrow();
        assertThat(world.backends.get(address + ":80"))
                .extracting(Backend::weight)
                .isEqualTo(9);
    }

    @Test
    void aWeightThatIsSetMeanwhileStaysWhenTheNodeIsPutBack() {
        world.before.put("read volumes", () -> world.weigh(FIRST, 9));
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        assertThat(first(fail())).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.backends.get(FIRST)).satisfies(backend -> {
            assertThat(backend.weight()).isEqualTo(9);
            assertThat(backend.acceptsTraffic()).isTrue();
        });
    }

    @Test
    void aBackendThatIsTakenOutMeanwhileIsNotPutInAgain() {
        world.before.put("read volumes", () -> world.backends.remove(FIRST));
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        assertThat(first(fail())).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.backends).doesNotContainKey(FIRST);
    }

    @Test
    void anotherMachineOfTheSameNameAndAddressIsLeftAlone() {
        world.before.put("read node", this::giveItsNameToAnotherMachine);

        EvenkeelException e = fail();

        assertThat(failure(e).actual()).contains("another one of that name");
        assertThat(first(e)).isEqualTo(NodeReport.Result.UNTOUCHED);
        assertThat(world.log).noneMatch(line -> line.startsWith("drain"));
    }

    @Test
    void aCordonThatAnotherToolHasTakenOverIsNotCalledLifted() {
        world.before.put(
                "read volumes",
                () -> world.nodes.computeIfPresent(
                        "10.0.10.1",
                        (name, node) ->
                                SmallWorld.node(name, "instance-1", SmallWorld.OLD, Cordon.by("another-tool"))));
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        assertThat(failure(fail()).rolledBack()).isNotEmpty().noneMatch(line -> line.contains("uncordon"));
    }

    @Test
    void aCancelJustBeforeTheDeletionIsHeeded() {
        world.before.put("read work requests", () -> {
            if (world.log.contains("evict web-1")) {
                session.scope().waits().cancel();
            }
        });

        EvenkeelException e = fail();

        assertThat(e).isInstanceOf(RunCancelledException.class);
        assertThat(first(e)).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void anOperationThatIsKnownNoMoreHasEnded() {
        for (String read : List.of("read work request", "read operation")) {
            world.before.put(read, () -> {
                throw ServiceException.of(ServiceException.Outcome.NOT_FOUND, read, "no such");
            });
        }

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.log).doesNotHaveDuplicates();
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aPoolThatIsResizedBeforeTheDeletionStopsTheRollWithTheNodePutBack() {
        world.before.put("read volumes", () -> world.size = 4);

        EvenkeelException e = fail();

        assertThat(failure(e).actual()).contains("a size of 4, which was set meanwhile");
        assertThat(first(e)).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aBackendIsAddedOnlyWhileItsNodeIsAtWork() {
        List<Boolean> atWork = new ArrayList<>();
        world.before.put("remove backend", () -> {
            String proxy = proxyOfTheNewest();
            Pod pod = Objects.requireNonNull(world.pods.remove(proxy));
            world.later(60, () -> world.pods.put(proxy, pod));
        });
        world.before.put("add backend", () -> atWork.add(world.pods.containsKey(proxyOfTheNewest())));

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(atWork).hasSize(3).containsOnly(true);
    }

    private String proxyOfTheNewest() {
        String instance =
                world.members.get(world.members.size() - 1).instanceId().orElseThrow();
        return instance.replace("instance", "proxy");
    }

    @Test
    void aNodeThatAnotherClientTakesAwayMeanwhileIsMissedUntilThereIsAnother() {
        List<Integer> nodes = new ArrayList<>();
        world.before.put("replace node", () -> {
            world.before.remove("replace node");
            takeTheThirdAway();
            world.later(300, () -> world.addNode(SmallWorld.NEW));
        });
        world.before.put("remove backend", () -> nodes.add(world.members.size()));

        assertThat(failure(fail()).actual()).isEqualTo("no such node");

        assertThat(nodes).isNotEmpty().containsOnly(3);
    }

    @Test
    void aBackendThatGetsItsTrafficAgainIsTakenOutOnceItsSuccessorServes() {
        world.before.put("find node", this::giveTheFirstItsTrafficAgain);

        UpgradeReport report = run();

        String successor = report.nodes().get(0).replacementAddress().orElseThrow() + ":80";
        assertThat(world.log).containsSubsequence("add " + successor, "remove " + FIRST);
        assertThat(world.backends).doesNotContainKey(FIRST).containsKey(successor);
    }

    @Test
    void ofTwoThatAreNewTheOneAtTheOldAddressIsTheSuccessor() {
        world.replacementsArrive = false;
        world.before.put("replace node", () -> {
            world.before.remove("replace node");
            takeTheThirdAway();
            world.addNode(SmallWorld.NEW);
            world.later(40, () -> {
                world.addNode(SmallWorld.NEW, "10.0.10.1");
                world.replacementsArrive = true;
            });
        });

        EvenkeelException e = fail();

        NodeReport first = e.upgradeReport().orElseThrow().nodes().get(0);
        assertThat(first.replacementAddress()).contains("10.0.10.1");
        assertThat(world.log).noneMatch(line -> line.equals("remove " + FIRST));
    }

    @Test
    void aBudgetThatClosesWhileTheRunStandsStillIsSeenBeforeTheFirstTouch() {
        roll.prepare();
        world.before.put("read DaemonSets", () -> {
            world.scheduler.standStill(Duration.ofMinutes(10));
            world.budgetLetsGo = false;
        });

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, roll::run);

        assertThat(failure(e).expected()).isEqualTo("only pods that can be evicted");
        assertThat(world.log).noneMatch(line -> line.startsWith("drain"));
    }

    @Test
    void aBudgetThatClosesWhileTheRunStandsStillBetweenTwoVerdictsIsSeen() {
        roll.prepare();
        world.before.put("try eviction", () -> {
            world.before.remove("try eviction");
            world.scheduler.standStill(Duration.ofMinutes(10));
            world.budgetLetsGo = false;
        });

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, roll::run);

        assertThat(failure(e).expected()).isEqualTo("only pods that can be evicted");
        assertThat(world.log).noneMatch(line -> line.startsWith("drain"));
    }

    @Test
    void theOthersAreCountedAgainIfTheRunStoodStillWhileItLooked() {
        roll.prepare();
        Runnable standStill = () -> {
            world.before.remove("read unwell");
            world.scheduler.standStill(Duration.ofMinutes(1));
            world.before.put("read node", () -> {
                world.unhealthyBackends.put("10.0.10.2:80", BackendHealth.CRITICAL);
                world.unhealthyBackends.put("10.0.10.3:80", BackendHealth.CRITICAL);
            });
        };
        // Once the drain is intended, the next look is the one that it is made on.
        world.before.put("read operations", () -> {
            if (world.journal.read().entries().containsKey("node.10.0.10.1")) {
                world.before.remove("read operations");
                world.before.put("read unwell", standStill);
            }
        });

        EvenkeelException e = catchThrowableOfType(EvenkeelException.class, roll::run);

        assertThat(failure(e).actual()).contains("0 others are healthy and serve");
        assertThat(world.log).noneMatch(line -> line.startsWith("drain"));
    }

    @Test
    void aPodThatComesWithAVolumeJustBeforeTheCordonBindsTheReplacementToItsDomain() {
        world.pods.replaceAll((name, pod) -> Pods.on(
                pod.nodeName().orElseThrow(), Pods.of(name, pod.controller().orElse(null))));
        world.before.put(
                "cordon", () -> world.pods.put("db-0", Pods.on("10.0.10.1", Pods.claiming("db-0", "shop/data"))));
        world.before.put("read pool", () -> world.members.replaceAll(OthersMeddleTest::elsewhereIfNew));

        assertThat(failure(fail()).expected()).contains("availability domain AD-1");
    }

    @Test
    void aRefusedRequestAndAReadThatIsBehindDoNotPassForABackendPutBack() {
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));
        world.before.put("update backend", () -> {
            if (world.log.stream().anyMatch(line -> line.startsWith("uncordon"))) {
                world.before.remove("update backend");
                Backend drained = Objects.requireNonNull(world.backends.get(FIRST));
                world.backends.put(FIRST, drained.without(Backend.Mode.DRAIN)); // as if it were not drained yet
                world.later(4, () -> world.backends.put(FIRST, drained));
                throw ServiceException.of(ServiceException.Outcome.CONFLICT, "update backend", "changed since");
            }
        });

        assertThat(first(fail())).isEqualTo(NodeReport.Result.RESTORED);
        world.scheduler.standStill(Duration.ofMinutes(1));
        world.call("time catches up");
        assertThat(world.allServe()).isTrue();
    }

    private void openTheFirst() {
        world.nodes.computeIfPresent(
                "10.0.10.1", (name, node) -> SmallWorld.node(name, "instance-1", SmallWorld.OLD, Cordon.NONE));
    }

    @Test
    void aNodeThatIsOpenedWhileItsPodsLeaveIsCordonedAgainOnceWithAWarning() {
        world.before.put("evict", () -> {
            world.before.remove("evict");
            world.later(3, this::openTheFirst);
        });

        UpgradeReport report = run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log.stream().filter("cordon 10.0.10.1"::equals)).hasSize(2);
        assertThat(report.warnings())
                .anyMatch(warning -> warning.toString().contains("uncordoned by another client while it is drained"));
    }

    @Test
    void openedAgainItIsPutBackAndNotDeleted() {
        world.before.put("cordon", () -> world.later(1, this::openTheFirst));

        EvenkeelException e = fail();

        assertThat(failure(e).expected()).isEqualTo("cordoned while it is drained");
        assertThat(failure(e).actual()).contains("uncordoned by another client, again");
        assertThat(first(e)).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
    }

    @Test
    void aNodeThatIsOpenedWhileConnectionsEndIsDrainedAgain() {
        world.before.put("read volumes", () -> {
            world.before.remove("read volumes");
            world.later(20, () -> {
                openTheFirst();
                world.pods.put("web-9", Pods.on("10.0.10.1", Pods.of("web-9", Pods.owner("ReplicaSet", "web"))));
            });
        });

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.log).containsSubsequence("cordon 10.0.10.1", "evict web-9", "delete 10.0.10.1");
    }

    @Test
    void podsOfAnotherMachineOfTheSameNameAreNotEvicted() {
        world.before.put("follow", this::giveItsNameToAnotherMachine);

        assertThat(failure(fail()).actual()).contains("another one of that name");
        assertThat(world.log).noneMatch(line -> line.startsWith("evict"));
    }

    private static PoolNode elsewhereIfNew(PoolNode member) {
        return Optional.of(SmallWorld.NEW).equals(member.version())
                ? member.toBuilder().availabilityDomain("AD-2").build()
                : member;
    }
}
