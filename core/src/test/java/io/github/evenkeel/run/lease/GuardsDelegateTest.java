package io.github.evenkeel.run.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A method that a guard does not delegate would have the port's default, whatever the port itself does. */
class GuardsDelegateTest {
    private final LeaseGuard lease = LeaseGuard.begin(new SystemScheduler(), null, "");

    static Stream<Arguments> methods() {
        return Stream.of(ManagedCluster.class, Workloads.class, LoadBalancer.class)
                .flatMap(port -> Arrays.stream(port.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(method -> Arguments.of(port, method)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    <T> void reachesThePort(Class<T> type, Method method) throws IllegalAccessException {
        AtomicReference<Method> reached = new AtomicReference<>();
        T port = type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    reached.set(called);
                    throw new Reached();
                }));

        try {
            method.invoke(guarded(port), arguments(method));
        } catch (InvocationTargetException e) {
            // The port throws; a guard that looks at an argument before it delegates meets null.
            assertThat(e.getCause()).isInstanceOfAny(Reached.class, NullPointerException.class);
            if (e.getCause() instanceof NullPointerException) {
                assertThat(declaresIt(method, port)).isTrue();
                return;
            }
        }

        assertThat(reached.get()).isEqualTo(method);
    }

    /** Null for each, but for numbers. */
    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? 1 : null)
                .toArray();
    }

    private boolean declaresIt(Method method, Object port) {
        return Arrays.stream(guarded(port).getClass().getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }

    private Object guarded(Object port) {
        if (port instanceof ManagedCluster cluster) {
            return new GuardedCluster(cluster, lease);
        }
        if (port instanceof Workloads workloads) {
            return new GuardedWorkloads(workloads, lease);
        }
        return new GuardedLoadBalancer((LoadBalancer) port, lease);
    }

    private static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
