package io.github.evenkeel.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.Resources;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CapacityCheckTest {
    private static Pod needing(long cpuMillis) {
        Pod pod = Pods.of("p" + cpuMillis, Pods.owner("ReplicaSet", "web"));
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.phase(),
                pod.controller(),
                pod.labels(),
                pod.claims(),
                pod.traits(),
                new Resources(cpuMillis, 0, 1),
                0,
                pod.grace(),
                null);
    }

    private static Room room(long... cpuMillis) {
        return new Room(IntStream.range(0, cpuMillis.length)
                .mapToObj(i -> new Room.Place("node-" + i, new Resources(cpuMillis[i], 0, 10)))
                .toList());
    }

    @Test
    void aPodThatFitsNowhereIsFound() {
        Pod large = needing(600);
        assertThat(CapacityCheck.firstWithoutPlace(List.of(large), room(500, 500)))
                .contains(large);
        assertThat(CapacityCheck.firstWithoutPlace(List.of(large), room(500, 600)))
                .isEmpty();
    }

    @Test
    void thePodCountIsALimitToo() {
        Room one = new Room(List.of(new Room.Place("node-0", new Resources(1000, 0, 1))));
        assertThat(CapacityCheck.firstWithoutPlace(List.of(needing(1), needing(2)), one))
                .isPresent();
    }

    @Test
    void eachNodeIsToldOfAllRoomButItsOwn() {
        Room all = room(500, 300);
        Room first = all.without("node-0");

        assertThat(first.take(new Resources(300, 0, 1))).isTrue();
        assertThat(first.take(new Resources(1, 0, 1))).isFalse();
        assertThat(first.sum()).isEqualTo(new Resources(0, 0, 9));
        assertThat(all.without("node-1").take(new Resources(500, 0, 1))).isTrue();
    }

    @Property
    void takesFromTheFirstNodeThatHasEnough(
            @ForAll List<@LongRange(min = 1, max = 9) Long> pods,
            @ForAll List<@LongRange(min = 0, max = 30) Long> free) {
        Room all = room(free.stream().mapToLong(Long::longValue).toArray());
        for (String except : List.of("", "node-0", "node-2")) {
            Room room = all.without(except);
            long[] left = IntStream.range(0, free.size())
                    .mapToLong(node -> except.equals("node-" + node) ? 0 : free.get(node))
                    .toArray();
            for (long wanted : pods) {
                OptionalInt first = IntStream.range(0, left.length)
                        .filter(node -> left[node] >= wanted)
                        .findFirst();
                first.ifPresent(node -> left[node] -= wanted);

                assertThat(room.take(new Resources(wanted, 0, 0))).isEqualTo(first.isPresent());
            }
            assertThat(room.sum().cpuMillis()).isEqualTo(LongStream.of(left).sum());
        }
    }

    @Property
    void neverFitsMoreThanThereIs(
            @ForAll List<@LongRange(min = 1, max = 900) Long> pods,
            @ForAll List<@LongRange(min = 0, max = 900) Long> room) {
        List<Pod> needing = pods.stream().map(CapacityCheckTest::needing).toList();
        boolean fits = CapacityCheck.firstWithoutPlace(
                        needing, room(room.stream().mapToLong(Long::longValue).toArray()))
                .isEmpty();
        long needed = pods.stream().mapToLong(Long::longValue).sum();
        long there = room.stream().mapToLong(Long::longValue).sum();
        assertThat(fits && needed > there).isFalse();
    }
}
