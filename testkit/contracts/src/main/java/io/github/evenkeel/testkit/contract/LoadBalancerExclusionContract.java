package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run expects of the Kubernetes side of a cluster that has Services of type LoadBalancer. */
public abstract class LoadBalancerExclusionContract {
    private static final String NODE = "10.0.10.11";
    private static final String OTHER_NODE = "10.0.10.12";

    private WorkloadsFixture fixture;
    private Workloads port;
    private ContractNode node;

    /** For subclasses. */
    protected LoadBalancerExclusionContract() {}

    /** Starts a cluster without pods and budgets. It may have nodes. */
    protected abstract WorkloadsFixture fixture();

    @BeforeEach
    final void start() {
        fixture = fixture();
        port = fixture.port();
        node = new ContractNode(fixture, NODE);
        fixture.addNode(NODE, "instance-a");
        fixture.addNode(OTHER_NODE, "instance-b");
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    @Test
    void aNodeIsExcludedWithItsOwnersMarkAndIncludedWithoutIt() {
        ClusterNode before = node();
        assertEquals(BalancerExclusion.NONE, before.exclusion());

        exclude();

        assertEquals(BalancerExclusion.by("run-7"), node().exclusion());
        assertTrue(node().exclusion().isBy("run-7"));
        assertNotEquals(before.revision(), node().revision());
        assertEquals(BalancerExclusion.NONE, port.node(OTHER_NODE).orElseThrow().exclusion());
        assertEquals(Cordon.NONE, node().cordon());

        include();

        assertEquals(BalancerExclusion.NONE, node().exclusion());
        assertEquals(before.labels(), node().labels());
    }

    @Test
    void aNodeThatIsExcludedAlreadyStaysSoAndSoDoesOneThatIsNot() {
        exclude();
        ClusterNode excluded = node();
        port.excludeFromLoadBalancers(excluded, "run-8");
        assertEquals(BalancerExclusion.by("run-7"), node().exclusion());

        include();
        include();
        assertEquals(BalancerExclusion.NONE, node().exclusion());
    }

    /** Whatever its value: a label that says no is a decision of that client, too. */
    @Test
    void aLabelOfAnotherClientStaysAsItIs() {
        for (String value : List.of("true", "false", "")) {
            fixture.setBalancerExclusion(NODE, value);
            BalancerExclusion others = new BalancerExclusion(Optional.of(value), Optional.empty());
            fixture.await("the label", () -> others.equals(node().exclusion()));

            exclude();
            assertEquals(others, node().exclusion());
            include();
            assertEquals(others, node().exclusion());
        }
    }

    @Test
    void aNodeThatHasChangedSinceItWasReadIsNotExcludedAndNotIncluded() {
        ClusterNode old = node();
        fixture.changeNode(NODE);

        Refused.with(Outcome.CONFLICT, () -> port.excludeFromLoadBalancers(old, "run-7"));

        assertEquals(BalancerExclusion.NONE, node().exclusion());
        exclude();
        ClusterNode excluded = node();
        fixture.holdNode(NODE, "not now");

        Refused.with(Outcome.CONFLICT, () -> port.includeInLoadBalancers(excluded));

        assertEquals(BalancerExclusion.by("run-7"), node().exclusion());
    }

    @Test
    void anotherNodeOfTheSameNameIsNotExcluded() {
        ClusterNode gone = node();
        fixture.removeNode(NODE);
        fixture.await("the node is gone", () -> port.node(NODE).isEmpty());
        Refused.with(Outcome.NOT_FOUND, () -> port.excludeFromLoadBalancers(gone, "run-7"));

        fixture.addNode(NODE, "instance-c");

        Refused.with(Outcome.CONFLICT, () -> port.excludeFromLoadBalancers(gone, "run-7"));
        assertEquals(BalancerExclusion.NONE, node().exclusion());
    }

    private ClusterNode node() {
        return node.now();
    }

    private void exclude() {
        node.change("it is excluded", now -> port.excludeFromLoadBalancers(now, "run-7"));
    }

    private void include() {
        node.change("it is included", port::includeInLoadBalancers);
    }
}
