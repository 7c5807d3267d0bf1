package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import org.junit.jupiter.api.Test;

/** Nodes and backends are at another address than the one that the pool has of their machines. */
class SecondInterfaceTest {
    private static final int NODES = 2;

    private final SmallWorld world = world();

    private static SmallWorld world() {
        return new SmallWorld(NODES, ip -> ip.replace("10.0.10.", "10.0.99."));
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private static void requireBackendsOfTheNodes(SmallWorld world) {
        assertThat(world.backends.values())
                .extracting(Backend::address)
                .containsExactlyInAnyOrderElementsOf(world.nodes.keySet());
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void backendsAreDrainedAndTheNewNodeHasThemAtItsAddressOfTheSameKind() {
        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(report.nodes())
                .hasSize(NODES)
                .extracting(NodeReport::result)
                .containsOnly(NodeReport.Result.REPLACED);
        assertThat(world.log)
                .containsSubsequence("drain 10.0.10.1:80", "delete 10.0.10.1", "remove 10.0.10.1:80")
                .contains("drain 10.0.10.2:80");
        requireBackendsOfTheNodes(world);
    }

    @Test
    void aProcessThatGoesOnKnowsAllOfTheOldNodesAddresses() {
        for (int moment = 0; crashes(moment); moment += 3) {}
    }

    private static boolean crashes(int moment) {
        SmallWorld world = world();
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }
        assertThat(run(SessionOpening.toGoOn(world.spec())).outcome())
                .as("crash at %s", moment)
                .isEqualTo(UpgradeReport.Outcome.COMPLETED);
        requireBackendsOfTheNodes(world);
        return true;
    }

    @Test
    void aBackendThatIsLeftAtAnyAddressOfTheOldNodeIsFoundInTheEnd() {
        world.before.put("replace node", () -> {
            if (!world.nodes.containsKey("10.0.10.1")) {
                world.backends.put(
                        "10.0.10.1:81", Backend.builder("10.0.10.1", 81).build());
            }
        });
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).hasMessageContaining("10.0.10.1:81");
    }
}
