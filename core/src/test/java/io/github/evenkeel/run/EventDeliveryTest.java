package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of event has a method of its own, and reaches a listener of all kinds. */
class EventDeliveryTest {
    static List<Class<?>> kinds() {
        return List.of(UpgradeEvent.class.getPermittedSubclasses());
    }

    private static Class<?> made(Class<?> kind) {
        return Arrays.stream(EventRecords.class.getDeclaredClasses())
                .filter(kind::isAssignableFrom)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKindHasAMethodAndIsDelivered(Class<?> kind) throws ReflectiveOperationException {
        Method method = UpgradeListener.class.getMethod("on" + kind.getSimpleName(), kind);
        assertThat(method.isDefault()).isTrue();
        Constructor<?> constructor = made(kind).getDeclaredConstructors()[0];
        @Nullable
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(type -> type == int.class ? 0 : null)
                .toArray();
        UpgradeEvent event = (UpgradeEvent) constructor.newInstance(arguments);
        List<UpgradeEvent> heard = new ArrayList<>();
        List<String> called = new ArrayList<>();
        UpgradeListener noting = (UpgradeListener) Proxy.newProxyInstance(
                UpgradeListener.class.getClassLoader(), new Class<?>[] {UpgradeListener.class}, (self, call, given) -> {
                    called.add(call.getName());
                    return null;
                });

        EventDelivery.deliver(event, UpgradeListener.of(heard::add));
        EventDelivery.deliver(event, noting);

        assertThat(called).containsExactly(method.getName());
        if (kind == UpgradeEvent.CallEnded.class) {
            assertThat(heard).as("a listener of all kinds but calls").isEmpty();
        } else {
            assertThat(heard).containsExactly(event);
        }
    }
}
