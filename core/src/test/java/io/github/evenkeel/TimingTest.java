package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {
    @Test
    void connectionDrainFollowsTheListenersWithinBounds() {
        Timing timing = Timing.defaults();
        assertThat(timing.loadBalancer().connectionDrain(Duration.ZERO)).isEqualTo(Duration.ofSeconds(60));
        assertThat(timing.loadBalancer().connectionDrain(Duration.ofSeconds(90)))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(timing.loadBalancer().connectionDrain(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aConnectionDrainThatWasSetIsKept() {
        LoadBalancerTiming timing = LoadBalancerTiming.defaults().withConnectionDrain(Duration.ofSeconds(3));
        assertThat(timing.connectionDrain(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(3));
        assertThat(timing.withHealthyInARow(2).connectionDrain(Duration.ZERO)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void oneBackendSetHasATimeOfItsOwn() {
        LoadBalancerTiming timing = LoadBalancerTiming.defaults()
                .withConnectionDrain("front", "downloads", Duration.ofMinutes(30))
                .withConnectionDrain(Duration.ofSeconds(3))
                .withHealthyInARow(2);
        assertThat(timing.connectionDrain("front", "downloads", Duration.ZERO)).isEqualTo(Duration.ofMinutes(30));
        assertThat(timing.connectionDrain("front", "web", Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(3));
        assertThat(timing.connectionDrain("other", "downloads", Duration.ZERO)).isEqualTo(Duration.ofSeconds(3));
        assertThat(timing.withConnectionDrain("front", "downloads", Duration.ofMinutes(1))
                        .connectionDrain("front", "downloads", Duration.ZERO))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void absurdDurationsAreRefusedByName() {
        Timing timing = Timing.defaults();
        assertThatThrownBy(() -> timing.drain().withPods(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pods");
        assertThatThrownBy(() -> timing.loadBalancer().withConnectionDrain("front", "web", Duration.ofDays(2)))
                .hasMessageContaining("connectionDrain");
        assertThatThrownBy(() -> timing.loadBalancer().withLongestRequest(Duration.ZERO))
                .hasMessageContaining("longestRequest");
        assertThatThrownBy(() -> timing.replacement().withNode(Duration.ofDays(2)))
                .hasMessageContaining("node");
        assertThatThrownBy(() -> timing.calls().withPoll(Duration.ZERO)).hasMessageContaining("poll");
        assertThatThrownBy(() -> timing.calls().withRequest(Duration.ofHours(2)))
                .hasMessageContaining("'request'")
                .hasMessageContaining("PT0.001S to PT1H");
        assertThatThrownBy(() -> timing.loadBalancer().withHealthyInARow(0)).hasMessageContaining("healthyInARow");
        assertThatThrownBy(() -> timing.loadBalancer().withHealthyInARow(101)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> timing.withDrain(drain -> null)).hasMessageContaining("withDrain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loadBalancer", "drain", "replacement", "calls"})
    void aGroupHasWhatWasSetAndKeepsTheRest(String name) throws ReflectiveOperationException {
        Method accessor = Timing.class.getMethod(name);
        Object group = accessor.invoke(Timing.defaults());
        for (Method with : accessor.getReturnType().getDeclaredMethods()) {
            if (!with.getName().startsWith("with")
                    || !Modifier.isPublic(with.getModifiers())
                    || with.getParameterCount() != 1) {
                continue;
            }
            Class<?> type = with.getParameterTypes()[0];
            Object value = type == int.class ? 7 : Duration.ofMillis(12_345);
            String field = with.getName().substring(4, 5).toLowerCase(Locale.ROOT)
                    + with.getName().substring(5);
            Map<String, Object> expected = values(group);
            assertThat(expected).as(with.getName()).containsKey(field);
            expected.put(field, value);
            assertThat(values(with.invoke(group, value))).as(with.getName()).isEqualTo(expected);
        }
    }

    @Test
    void eachGroupIsChangedAlone() {
        Timing changed = Timing.defaults()
                .withLoadBalancer(balancer -> balancer.withHealthyInARow(4))
                .withDrain(drain -> drain.withQuiet(Duration.ofSeconds(1)))
                .withReplacement(replacement -> replacement.withSoak(Duration.ofSeconds(2)))
                .withCalls(calls -> calls.withProbe(Duration.ofSeconds(3)));
        assertThat(changed.loadBalancer().healthyInARow()).isEqualTo(4);
        assertThat(changed.drain().quiet()).isEqualTo(Duration.ofSeconds(1));
        assertThat(changed.replacement().soak()).isEqualTo(Duration.ofSeconds(2));
        assertThat(changed.calls().probe()).isEqualTo(Duration.ofSeconds(3));
    }

    private static Map<String, Object> values(Object group) throws IllegalAccessException {
        Map<String, Object> values = new HashMap<>();
        for (Field field : group.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                field.setAccessible(true);
                values.put(field.getName(), field.get(group));
            }
        }
        return values;
    }
}
