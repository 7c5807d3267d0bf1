package io.github.evenkeel.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

    private static List<Resources> room(long... cpuMillis) {
        return Arrays.stream(cpuMillis)
                .mapToObj(cpu -> new Resources(cpu, 0, 10))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void aPodThatFitsNowhereIsFound() {
        Pod large = needing(600);
        assertThat(CapacityCheck.firstWithoutRoom(List.of(large), room(500, 500)))
                .contains(large);
        assertThat(CapacityCheck.firstWithoutRoom(List.of(large), room(500, 600)))
                .isEmpty();
    }

    @Test
    void thePodCountIsALimitToo() {
        List<Resources> one = new ArrayList<>(List.of(new Resources(1000, 0, 1)));
        assertThat(CapacityCheck.firstWithoutRoom(List.of(needing(1), needing(2)), one))
                .isPresent();
    }

    @Property
    void neverFitsMoreThanThereIs(
            @ForAll List<@LongRange(min = 1, max = 900) Long> pods,
            @ForAll List<@LongRange(min = 0, max = 900) Long> room) {
        List<Pod> needing = pods.stream().map(CapacityCheckTest::needing).toList();
        boolean fits = CapacityCheck.firstWithoutRoom(
                        needing, room(room.stream().mapToLong(Long::longValue).toArray()))
                .isEmpty();
        long needed = pods.stream().mapToLong(Long::longValue).sum();
        long there = room.stream().mapToLong(Long::longValue).sum();
        assertThat(fits && needed > there).isFalse();
    }
}
