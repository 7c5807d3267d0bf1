package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    /**
     * What is checked if a run is cancelled, has stopped, has a gate, is in a pod, surges, or its caller looks first.
     */
    private static final Set<String> NOT_IN_EACH_RUN = Set.of("S13", "L2", "S19", "S21", "S25", "S26", "S22 again");

    @Test
    void withoutFaultsAllNodesAreReplaced() {
        SimulatedRun run = Simulation.of(4).withoutFaults().journalled().run();
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.report().orElseThrow().nodes())
                .isNotEmpty()
                .extracting(NodeReport::result)
                .containsOnly(NodeReport.Result.REPLACED);
        assertThat(run.checks())
                .allSatisfy((invariant, made) ->
                        assertThat(made).as(invariant).isGreaterThan(NOT_IN_EACH_RUN.contains(invariant) ? -1 : 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 6, 13, 77, 1234567890123L})
    void theSameSeedRepeatsToTheLetter(long seed) {
        List<String> first = Simulation.of(seed).logged().run().log();
        assertThat(first)
                .hasSizeGreaterThan(1)
                .isEqualTo(Simulation.of(seed).logged().run().log());
    }

    /** A backend of one set failed while the run waited for another set, of which it had to wait longer. */
    @Test
    void allSetsCanDoWithoutTheNodeAtOneAndTheSameTime() {
        assertThat(Simulation.of(101_248).run().took()).isPositive();
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertThat(Simulation.of(3).logged().run().log())
                .isNotEqualTo(Simulation.of(4).logged().run().log());
    }

    @Test
    void anEmbeddersListenerHearsTheRoll() {
        List<UpgradeEvent> heard = new ArrayList<>();
        Simulation.of(4)
                .withoutFaults()
                .planned(plan -> plan.withListener(UpgradeListener.of(event -> {
                    heard.add(event);
                })))
                .run();
        assertThat(heard).last().isInstanceOf(UpgradeEvent.Ended.class);
    }

    @Test
    void aPortThatDeletesAnotherNodeIsFoundOut() {
        assertThatThrownBy(() -> Simulation.of(4)
                        .withoutFaults()
                        .clusterThrough(SimulationTest::deletingAnother)
                        .run())
                .isInstanceOfSatisfying(Violation.class, found -> {
                    assertThat(found.seed()).isEqualTo(4);
                    assertThat(found.invariant()).startsWith("S");
                    assertThat(found.events()).isNotEmpty();
                    assertThat(found).hasMessageMatching("(?s)seed 4 at commit ([0-9a-f]{7,}.*|unknown) breaks S.*");
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNoCallerHasAnAccountOfIsAViolationWithItsSeed(boolean journalled) {
        Simulation simulation = Simulation.of(4)
                .withoutFaults()
                .clusterThrough(cluster ->
                        at("replaceNode", cluster, arguments -> throwing(new StackOverflowError("a defect"))));
        assertThatThrownBy(() -> (journalled ? simulation.journalled() : simulation).run())
                .isInstanceOfSatisfying(Violation.class, found -> {
                    assertThat(found.seed()).isEqualTo(4);
                    assertThat(found.invariant()).isEqualTo("ENGINE");
                    assertThat(found.events()).hasSizeGreaterThan(60);
                    assertThat(found)
                            .hasMessageContaining("a defect")
                            .hasMessageContaining(found.events().size() - 60 + " events before these");
                });
    }

    @Test
    void anExceptionOfTheEngineDoesNotEndACampaign() throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(10, 4)
                .with(simulation -> simulation.clusterThrough(cluster -> {
                    throw new IllegalStateException("a defect");
                }))
                .run();
        assertThat(result.violations())
                .extracting(Violation::seed, Violation::invariant)
                .containsExactlyInAnyOrder(
                        tuple(10L, "ENGINE"), tuple(11L, "ENGINE"), tuple(12L, "ENGINE"), tuple(13L, "ENGINE"));
    }

    private static ManagedCluster deletingAnother(ManagedCluster cluster) {
        return at(
                "replaceNode",
                cluster,
                arguments -> arguments[1] = ((NodePool) arguments[0])
                        .nodes().stream()
                                .filter(other -> !other.equals(arguments[1]))
                                .findFirst()
                                .orElseThrow());
    }

    private static void throwing(Error error) {
        throw error;
    }

    /** The same cluster, with something done before each call of one method. */
    private static ManagedCluster at(String name, ManagedCluster cluster, Consumer<Object[]> before) {
        return (ManagedCluster) Proxy.newProxyInstance(
                ManagedCluster.class.getClassLoader(),
                new Class<?>[] {ManagedCluster.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        before.accept(arguments);
                    }
                    try {
                        return method.invoke(cluster, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
