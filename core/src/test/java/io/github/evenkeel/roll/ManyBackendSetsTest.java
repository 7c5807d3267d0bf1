package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.PlanSpec;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plan with many backend sets costs: calls and work grow with the backends, and not with their square. */
class ManyBackendSetsTest {
    private static final Logger LOG = LoggerFactory.getLogger(ManyBackendSetsTest.class);
    private static final int NODES = 3;

    /** As many as the service allows. */
    private static final int SETS = 16;

    private static final int BALANCERS = 20;

    private static PlanSpec spec(SmallWorld world, ManyBalancers balancers) {
        PlanSpec spec = world.spec();
        return spec.through(spec.cluster(), spec.workloads(), balancers.all());
    }

    private static ManyBalancers previewed(int nodes, int balancers, int sets) {
        SmallWorld world = new SmallWorld(nodes);
        ManyBalancers many = new ManyBalancers(world, balancers, sets);

        Preview preview = new Roll(SessionOpening.toLook(spec(world, many))).preview();

        assertThat(preview.findings()).isEmpty();
        return many;
    }

    /** Calls for each node. */
    private static Map<String, Double> rolled(int balancers, int sets) {
        SmallWorld world = new SmallWorld(NODES);
        ManyBalancers many = new ManyBalancers(world, balancers, sets);
        Roll roll = new Roll(SessionOpening.anew(spec(world, many)));
        roll.prepare();
        many.calls();

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        Map<String, Double> perNode = new TreeMap<>();
        many.calls().forEach((operation, calls) -> perNode.put(operation, calls / (double) NODES));
        LOG.info("{} balancers of {} sets: calls for each node {}", balancers, sets, perNode);
        return perNode;
    }

    @Test
    void aPreviewReadsEachBalancerAndEachSetOnce() {
        assertThat(previewed(NODES, BALANCERS, SETS).calls())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "describe", BALANCERS, "operationsInFlight", BALANCERS, "unhealthyBackends", BALANCERS * SETS));
    }

    @Test
    void aPreviewLooksAtABackendAFewTimesHoweverManyNodesThereAre() {
        for (int nodes : new int[] {10, 100}) {
            double each = previewed(nodes, 2, 2).lookUps() / (2.0 * 2 * nodes);

            assertThat(each).as("look-ups for each backend of %s nodes", nodes).isLessThan(10);
        }
    }

    @Test
    void aNodeTakesThreeChangesInEachSetAndAsManyCallsForEachSetHoweverManyThereAre() {
        Map<String, Double> one = rolled(1, 1);
        Map<String, Double> all = rolled(BALANCERS, SETS);

        for (String change : new String[] {"updateBackend", "addBackend", "removeBackend"}) {
            assertThat(all).containsEntry(change, (double) BALANCERS * SETS);
        }
        assertThat(all).allSatisfy((operation, calls) -> assertThat(calls / (BALANCERS * SETS))
                .as(operation)
                .isLessThanOrEqualTo(one.getOrDefault(operation, 0.0)));
    }
}
