package io.github.evenkeel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.run.state.InstanceDigest;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PoolLedgerTest {
    /** In whatever order nodes claim instances, an instance has one predecessor, the first that claimed it. */
    @Property
    void anInstanceIsOneNodesSuccessor(@ForAll @Size(max = 30) List<@IntRange(max = 99) Integer> claims) {
        PoolLedger ledger = new PoolLedger();
        Map<String, String> first = new HashMap<>();
        for (int claim : claims) {
            String instance = "instance-" + claim / 10;
            String node = "node-" + claim % 10;
            first.putIfAbsent(instance, node);

            assertThat(ledger.claim(instance, node))
                    .isEqualTo(first.get(instance).equals(node));
        }
    }

    @Example
    void anInstanceThatIsClaimedIsOpenToItsPredecessorAlone() {
        PoolLedger ledger = new PoolLedger();
        PoolNode claimed = PoolNode.builder("new-1").instanceId("instance-1").build();
        PoolNode free = PoolNode.builder("new-2").instanceId("instance-2").build();
        PoolNode unmade = PoolNode.builder("new-3").build();

        assertThat(ledger.claim("instance-1", "old-1")).isTrue();

        assertThat(ledger.isClaimedBy(claimed, "old-1")).isTrue();
        assertThat(ledger.isClaimedBy(claimed, "old-2")).isFalse();
        assertThat(List.of(claimed, free, unmade)).filteredOn(ledger::isClaimed).containsExactly(claimed);
    }

    @Example
    void whatEarlierProcessesHaveReplacedIsClaimed() {
        PoolLedger ledger = new PoolLedger();
        PoolNode made = PoolNode.builder("new-1").instanceId("instance-1").build();

        ledger.recallReplaced(List.of(new ReplacedEntry(
                "old-1",
                List.of("10.0.10.1"),
                "new-1",
                Optional.of(InstanceDigest.of("instance-1")),
                List.of("10.0.10.7"))));

        assertThat(ledger.isClaimedBy(made, "old-1")).isTrue();
    }

    @Example
    void operationsOfTheRunAreNotThoseOfOthers() {
        PoolLedger ledger = new PoolLedger();
        Operation own = Operation.builder("own", Operation.State.IN_PROGRESS).build();
        Operation other =
                Operation.builder("other", Operation.State.IN_PROGRESS).build();
        ledger.began(own);

        assertThat(ledger.ofOthers(List.of(own, other))).containsExactly(other);
    }
}
