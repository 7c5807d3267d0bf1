package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodeRequirement;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.Repulsion;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.Scheduling;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Toleration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CapacityCheckTest {
    private static Pod needing(long cpuMillis) {
        Pod pod = Pods.of("p" + cpuMillis, Pods.owner("ReplicaSet", "web"));
        return pod.toBuilder()
                .requests(new Resources(cpuMillis, 0, 1))
                .priority(0)
                .deletionDue(null)
                .build();
    }

    private static FreeCapacity.Place place(String node, Resources free) {
        return new FreeCapacity.Place(Pods.node(node, Map.of()), free, List.of());
    }

    private static FreeCapacity room(long... cpuMillis) {
        return new FreeCapacity(IntStream.range(0, cpuMillis.length)
                .mapToObj(i -> place("node-" + i, new Resources(cpuMillis[i], 0, 10_000)))
                .toList());
    }

    @Test
    void aPodThatFitsNowhereIsFound() {
        Pod large = needing(600);
        assertThat(PodPlacement.firstWithoutPlace(List.of(large), room(500, 500)))
                .contains(large);
        assertThat(PodPlacement.firstWithoutPlace(List.of(large), room(500, 600)))
                .isEmpty();
    }

    @Test
    void thePodCountIsALimitToo() {
        FreeCapacity one = new FreeCapacity(List.of(place("node-0", new Resources(1000, 0, 1))));
        assertThat(PodPlacement.firstWithoutPlace(List.of(needing(1), needing(2)), one))
                .isPresent();
    }

    @Test
    void eachNodeIsToldOfAllRoomButItsOwn() {
        FreeCapacity all = room(500, 300);
        FreeCapacity first = all.without("node-0");

        assertThat(first.take(needing(300))).isTrue();
        assertThat(first.take(needing(1))).isFalse();
        assertThat(first.sum()).isEqualTo(new Resources(0, 0, 9_999));
        assertThat(all.without("node-1").take(needing(500))).isTrue();
    }

    private static Pod choosing(Scheduling scheduling) {
        return Pods.bound(needing(10), scheduling);
    }

    private static Scheduling apartFrom(String app) {
        return Scheduling.builder()
                .apart(List.of(new Repulsion(Set.of("shop"), PodSelector.ofLabels(Map.of("app", app)))))
                .build();
    }

    private static FreeCapacity roomOn(ClusterNode... nodes) {
        return new FreeCapacity(Stream.of(nodes)
                .map(node -> new FreeCapacity.Place(node, node.allocatable(), List.of()))
                .toList());
    }

    @Test
    void aTaintTakesTheRoomAwayFromPodsThatDoNotTolerateIt() {
        Taint going = new Taint("ToBeDeletedByClusterAutoscaler", "1", Taint.Effect.NO_SCHEDULE);
        Taint unloved = new Taint("spot", "", Taint.Effect.PREFER_NO_SCHEDULE);
        FreeCapacity room = roomOn(
                Pods.node("a", Map.of(), going),
                Pods.node("b", Map.of(), new Taint("gpu", "", Taint.Effect.NO_EXECUTE)));
        Toleration tolerant = new Toleration(
                Optional.of("ToBeDeletedByClusterAutoscaler"), Optional.empty(), Optional.of(Taint.Effect.NO_SCHEDULE));

        assertThat(room.anyAdmits(choosing(Scheduling.ANYWHERE))).isFalse();
        assertThat(room.take(choosing(Scheduling.ANYWHERE))).isFalse();
        assertThat(room.refusals(choosing(Scheduling.ANYWHERE)))
                .contains(
                        "1 node with taint ToBeDeletedByClusterAutoscaler=1:NoSchedule",
                        "1 node with taint gpu:NoExecute");
        assertThat(room.take(choosing(
                        Scheduling.builder().tolerations(List.of(tolerant)).build())))
                .isTrue();
        assertThat(roomOn(Pods.node("a", Map.of(), unloved)).take(choosing(Scheduling.ANYWHERE)))
                .isTrue();
    }

    @Test
    void nodeSelectorAndRequiredAffinityAskForCertainNodes() {
        FreeCapacity room = roomOn(Pods.node("a", Map.of("disk", "hdd")), Pods.node("b", Map.of("disk", "ssd")));
        Scheduling ssd =
                Scheduling.builder().nodeSelector(Map.of("disk", "ssd")).build();
        Scheduling gpu = Scheduling.builder()
                .nodeTerms(List.of(List.of(new NodeRequirement("gpu", NodeRequirement.Operator.EXISTS, Set.of()))))
                .build();

        assertThat(room.take(choosing(ssd))).isTrue();
        assertThat(room.without("b").anyAdmits(choosing(ssd))).isFalse();
        assertThat(room.anyAdmits(choosing(gpu))).isFalse();
        assertThat(room.refusals(choosing(gpu)))
                .isEqualTo("2 nodes without what its node selector or affinity asks for");
    }

    @Test
    void requiredAntiAffinityCountsBothWaysAndAmongThoseThatLeaveTogether() {
        Pod wary = choosing(apartFrom("web"));
        Pod web = needing(10);
        ClusterNode node = Pods.node("a", Map.of());

        assertThat(new FreeCapacity(List.of(new FreeCapacity.Place(node, node.allocatable(), List.of(web)))).take(wary))
                .isFalse();
        assertThat(new FreeCapacity(List.of(new FreeCapacity.Place(node, node.allocatable(), List.of(wary)))).take(web))
                .isFalse();
        FreeCapacity room = roomOn(Pods.node("a", Map.of()), Pods.node("b", Map.of()));
        assertThat(room.take(wary)).isTrue();
        assertThat(room.take(wary)).isTrue();
        assertThat(room.take(wary)).isFalse();
        assertThat(roomOn(node).take(choosing(apartFrom("other")))).isTrue();
    }

    /** Against each node looked at by itself. */
    @Property
    void takesAPodIfAndOnlyIfSomeNodeLetsItIn(
            @ForAll List<@IntRange(max = 7) Integer> nodes, @ForAll List<@IntRange(max = 7) Integer> pods) {
        List<ClusterNode> all = IntStream.range(0, nodes.size())
                .mapToObj(i -> nodeOf("node-" + i, nodes.get(i)))
                .toList();
        FreeCapacity room = roomOn(all.toArray(ClusterNode[]::new));
        for (int kind : pods) {
            boolean some =
                    nodes.stream().anyMatch(node -> (kind & ~node & 3) == 0 && ((node & 4) == 0 || (kind & 4) != 0));
            assertThat(room.anyAdmits(podOf(kind))).isEqualTo(some);
            assertThat(room.without("none").take(podOf(kind))).isEqualTo(some);
        }
    }

    /** Two labels, and a taint. */
    private static ClusterNode nodeOf(String name, int bits) {
        Map<String, String> labels = new HashMap<>();
        if ((bits & 1) != 0) {
            labels.put("one", "x");
        }
        if ((bits & 2) != 0) {
            labels.put("two", "y");
        }
        Taint taint = new Taint("tainted", "", Taint.Effect.NO_SCHEDULE);
        return (bits & 4) != 0 ? Pods.node(name, labels, taint) : Pods.node(name, labels);
    }

    /** A node selector, a required affinity, and a toleration. */
    private static Pod podOf(int bits) {
        return choosing(Scheduling.builder()
                .tolerations(
                        (bits & 4) != 0
                                ? List.of(new Toleration(Optional.of("tainted"), Optional.empty(), Optional.empty()))
                                : List.of())
                .nodeSelector((bits & 1) != 0 ? Map.of("one", "x") : Map.of())
                .nodeTerms(
                        (bits & 2) != 0
                                ? List.of(List.of(new NodeRequirement("two", NodeRequirement.Operator.IN, Set.of("y"))))
                                : List.of())
                .build());
    }

    @Property
    void takesFromTheFirstNodeThatHasEnough(
            @ForAll List<@LongRange(min = 1, max = 9) Long> pods,
            @ForAll List<@LongRange(min = 0, max = 30) Long> free) {
        FreeCapacity all = room(free.stream().mapToLong(Long::longValue).toArray());
        for (String except : List.of("", "node-0", "node-2")) {
            FreeCapacity room = all.without(except);
            long[] left = IntStream.range(0, free.size())
                    .mapToLong(node -> except.equals("node-" + node) ? 0 : free.get(node))
                    .toArray();
            for (long wanted : pods) {
                OptionalInt first = IntStream.range(0, left.length)
                        .filter(node -> left[node] >= wanted)
                        .findFirst();
                first.ifPresent(node -> left[node] -= wanted);

                assertThat(room.take(needing(wanted))).isEqualTo(first.isPresent());
            }
            assertThat(room.sum().cpuMillis()).isEqualTo(LongStream.of(left).sum());
        }
    }

    @Property
    void neverFitsMoreThanThereIs(
            @ForAll List<@LongRange(min = 1, max = 900) Long> pods,
            @ForAll List<@LongRange(min = 0, max = 900) Long> room) {
        List<Pod> needing = pods.stream().map(CapacityCheckTest::needing).toList();
        boolean fits = PodPlacement.firstWithoutPlace(
                        needing, room(room.stream().mapToLong(Long::longValue).toArray()))
                .isEmpty();
        long needed = pods.stream().mapToLong(Long::longValue).sum();
        long there = room.stream().mapToLong(Long::longValue).sum();
        assertThat(fits && needed > there).isFalse();
    }

    /** The first node has a pod that no web pod may share it with; the second has room for one pod. */
    @Test
    void podsOfOtherLabelsAreNotTakenForTheSameWhereAPodKeepsOthersAway() {
        ClusterNode first = Pods.node("a", Map.of());
        ClusterNode second = Pods.node("b", Map.of());
        FreeCapacity room = new FreeCapacity(List.of(
                new FreeCapacity.Place(first, first.allocatable(), List.of(choosing(apartFrom("web")))),
                new FreeCapacity.Place(second, new Resources(10, 0, 1), List.of(choosing(apartFrom("other"))))));

        assertThat(room.take(needing(10))).isTrue();
        assertThat(room.sum().cpuMillis()).as("it is on the second").isEqualTo(1000);
        assertThat(room.take(needing(10).toBuilder().labels(Map.of("app", "db")).build()))
                .isTrue();
    }

    @Test
    void aPodSharesANodeWithThoseThatItDoesNotKeepApartFrom() {
        ClusterNode node = Pods.node("a", Map.of());
        FreeCapacity room =
                new FreeCapacity(List.of(new FreeCapacity.Place(node, node.allocatable(), List.of(needing(10)))));

        assertThat(room.take(choosing(apartFrom("other")))).isTrue();
    }

    @Test
    void aRefusalTellsAntiAffinityFromTooLittleRoom() {
        ClusterNode node = Pods.node("a", Map.of());
        FreeCapacity room =
                new FreeCapacity(List.of(new FreeCapacity.Place(node, node.allocatable(), List.of(needing(10)))));

        assertThat(room.refusals(choosing(apartFrom("web"))))
                .isEqualTo("1 node with a pod that required anti-affinity keeps it apart from");
        assertThat(room.refusals(needing(5000))).isEqualTo("1 node without room");
        assertThat(room.without("a").refusals(needing(10))).isEqualTo("no other node");
    }
}
