package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The count of backends that serve is taken from the very look that a change of a backend is made from. */
class OthersServeTest {
    private static final String FIRST = "10.0.10.1:80";
    private static final String SECOND = "10.0.10.2:80";

    private final SmallWorld world = new SmallWorld(2);
    private final RunSession session = SessionOpening.anew(world.spec());
    private final Roll roll = new Roll(session);

    static Stream<Named<Consumer<SmallWorld>>> lossesOfTheOther() {
        return Stream.of(
                Named.of("drained", world -> change(world, Mode.DRAIN)),
                Named.of("offline", world -> change(world, Mode.OFFLINE)),
                Named.of("backup", world -> change(world, Mode.BACKUP)),
                Named.of("gone", world -> world.backends.remove(SECOND)),
                Named.of("unwell", world -> world.unhealthyBackends.put(SECOND, BackendHealth.CRITICAL)));
    }

    private static void change(SmallWorld world, Mode mode) {
        world.backends.computeIfPresent(SECOND, (name, backend) -> backend.with(mode));
    }

    /** Before the first such call once the rehearsal is over, when nothing but the drain is to come. */
    private void atTheDrain(String call, Runnable deed) {
        boolean[] done = {false};
        world.before.put(call, () -> {
            if (!done[0]
                    && roll.snapshot(UpgradeSnapshot.State.RUNNING)
                            .step()
                            .filter(Step.DRAIN_BACKENDS::equals)
                            .isPresent()) {
                done[0] = true;
                deed.run();
            }
        });
    }

    private UpgradeReport run() {
        roll.prepare();
        return roll.run();
    }

    private void stopsWithTheFirstUntouched() {
        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, this::run);

        assertThat(stopped).hasMessageContaining("others are healthy and serve");
        assertThat(world.log).noneMatch(line -> line.equals("drain " + FIRST));
        assertThat(world.backends.get(FIRST)).matches(Backend::acceptsTraffic);
    }

    @ParameterizedTest
    @MethodSource("lossesOfTheOther")
    void theOtherIsLostByAChangeThatWasWaitedFor(Consumer<SmallWorld> loss) {
        atTheDrain(
                "read operations",
                () -> world.begin("change of others", 4, () -> {
                    loss.accept(world);
                    world.revision++;
                }));

        stopsWithTheFirstUntouched();
    }

    @ParameterizedTest
    @MethodSource("lossesOfTheOther")
    void theOtherIsLostJustBeforeTheWrite(Consumer<SmallWorld> loss) {
        atTheDrain("update backend", () -> {
            loss.accept(world);
            world.revision++;
        });

        stopsWithTheFirstUntouched();
    }

    @Test
    void theOtherIsLostForAWhile() {
        atTheDrain("update backend", () -> {
            change(world, Mode.DRAIN);
            world.revision++;
            world.later(20, () -> {
                world.backends.computeIfPresent(SECOND, (name, backend) -> backend.without(Mode.DRAIN));
                world.revision++;
            });
        });

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aChangeThatIsAcceptedAfterTheLookIsWaitedForAsWell() {
        Set<String> drained = new TreeSet<>();
        atTheDrain(
                "read unwell",
                () -> atTheDrain(
                        "read unwell",
                        () -> world.begin("change of others", 4, () -> {
                            change(world, Mode.DRAIN);
                            world.revision++;
                        })));
        world.before.put("update backend", () -> {
            if (!world.inFlight().isEmpty()) {
                drained.add("while another change is in flight");
            }
        });

        stopsWithTheFirstUntouched();
        assertThat(drained).isEmpty();
    }

    @Test
    void anOldBackendThatGetsTrafficAgainIsNotTakenOutBeforeTheNewOneServes() {
        boolean[] done = {false};
        world.before.put("remove backend", () -> {
            if (!done[0]) {
                done[0] = true;
                world.backends.computeIfPresent(FIRST, (name, backend) -> backend.without(Mode.DRAIN));
                world.backends.computeIfPresent(SECOND, (name, backend) -> backend.with(Mode.DRAIN));
                world.revision++;
                world.later(30, () -> {
                    world.backends.computeIfPresent(SECOND, (name, backend) -> backend.without(Mode.DRAIN));
                    world.revision++;
                });
            }
        });

        String newOne = run().nodes().get(0).replacementAddress().orElseThrow() + ":80";

        assertThat(world.log.indexOf("add " + newOne)).isPositive().isLessThan(world.log.indexOf("remove " + FIRST));
    }

    @Test
    void aRunThatBeginsAnewCountsAnewHowManyHaveToServe() {
        atTheDrain("read operations", session.scope().waits()::cancel);
        assertThat(catchThrowableOfType(RunCancelledException.class, this::run)).isNotNull();
        world.before.clear();
        for (int third = 3; third <= 5; third++) {
            String ip = "10.0.10.9" + third;
            world.backends.put(ip + ":80", Backend.builder(ip, 80).build());
        }
        Roll again = new Roll(SessionOpening.anew(world.spec()));
        again.prepare();
        world.before.put("read operations", () -> {
            for (int third = 3; third <= 5; third++) {
                world.unhealthyBackends.put("10.0.10.9" + third + ":80", BackendHealth.CRITICAL);
            }
        });

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, again::run);

        assertThat(stopped).hasMessageContaining("others are healthy and serve");
    }

    @Test
    void aSetWithTwoPortsOfEachNodeCanBeRolled() {
        SmallWorld larger = new SmallWorld(3);
        List<Backend> secondPorts = larger.backends.values().stream()
                .map(backend -> Backend.builder(backend.address(), 443).build())
                .toList();
        secondPorts.forEach(backend -> larger.backends.put(backend.name(), backend));
        Roll roll = new Roll(SessionOpening.anew(larger.spec()));
        roll.prepare();

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(larger.backends).hasSize(6);
    }

    /** Has the balancer name its backends otherwise than by address and port. */
    private static void nameBackends(SmallWorld world) {
        world.named = backend -> backend.named("backend-" + backend.address());
        List<Backend> named = world.backends.values().stream().map(world.named).toList();
        world.backends.clear();
        named.forEach(backend -> world.backends.put(backend.name(), backend));
    }

    @Test
    void backendsAreKnownByTheNamesOfTheirService() {
        nameBackends(world);

        String newOne = "backend-" + run().nodes().get(0).replacementAddress().orElseThrow();

        assertThat(world.log).contains("drain backend-10.0.10.1", "remove backend-10.0.10.1", "add " + newOne);
    }

    @Test
    void healthIsJoinedByTheNamesOfTheService() {
        nameBackends(world);
        world.unhealthyBackends.put("backend-10.0.10.2", BackendHealth.CRITICAL);

        assertThat(catchThrowableOfType(EvenkeelException.class, this::run))
                .hasMessageContaining("no backend that serves but those of node 10.0.10.1");
    }

    private static void failTheFirstThatIsAdded(SmallWorld world) {
        world.named = backend -> {
            world.named = UnaryOperator.identity();
            world.unhealthyBackends.put(backend.name(), BackendHealth.CRITICAL);
            return backend;
        };
    }

    @Test
    void aReplacementsBackendNeedBeNoBetterThanTheOldOneWas() {
        SmallWorld larger = new SmallWorld(3);
        larger.unhealthyBackends.put(FIRST, BackendHealth.CRITICAL);
        failTheFirstThatIsAdded(larger);
        Roll roll = new Roll(SessionOpening.anew(larger.spec()));
        roll.prepare();

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(larger.unhealthyBackends).hasSize(2);
    }

    @Test
    void aReplacementsBackendHasToBeWellIfTheOldOneWasInOneOfSeveralLooks() {
        SmallWorld larger = new SmallWorld(3);
        int[] looks = {0};
        larger.before.put("read unwell", () -> {
            looks[0]++;
            larger.unhealthyBackends.keySet().removeIf(name -> name.equals(FIRST) && looks[0] > 2);
        });
        larger.unhealthyBackends.put(FIRST, BackendHealth.CRITICAL);
        failTheFirstThatIsAdded(larger);
        Roll roll = new Roll(SessionOpening.anew(larger.spec()));
        roll.prepare();

        assertThat(catchThrowableOfType(EvenkeelException.class, roll::run)).hasMessageContaining("found CRITICAL");
    }
}
