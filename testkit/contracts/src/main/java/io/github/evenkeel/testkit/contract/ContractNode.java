package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.function.Consumer;

/** Node that a contract changes: a controller may change it at any time, too. */
final class ContractNode {
    private final WorkloadsFixture fixture;
    private final String name;

    ContractNode(WorkloadsFixture fixture, String name) {
        this.fixture = fixture;
        this.name = name;
    }

    /** As it is now. */
    ClusterNode now() {
        return fixture.port().node(name).orElseThrow();
    }

    /** Changes it, and again if it has changed since it was read. */
    void change(String expected, Consumer<ClusterNode> change) {
        fixture.await(expected, () -> succeeds(() -> change.accept(now())));
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ServiceException e) {
            assertEquals(Outcome.CONFLICT, e.outcome());
            return false;
        }
    }
}
