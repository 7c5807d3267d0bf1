package io.github.evenkeel.testkit.simulation.guards;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;

/** What a method does in place of what it did. */
enum Instead {
    NOTHING,
    YES,
    NO,
    MANY,
    EMPTY,
    NO_ELEMENTS,
    NO_SET,
    NO_TIME,
    /** Its first argument. */
    FIRST;

    Implementation implementation() throws NoSuchMethodException {
        return switch (this) {
            case NOTHING, NO -> StubMethod.INSTANCE;
            case YES -> FixedValue.value(true);
            case MANY -> FixedValue.value(1_000);
            case EMPTY -> MethodCall.invoke(Optional.class.getMethod("empty"));
            case NO_ELEMENTS -> MethodCall.invoke(List.class.getMethod("of"));
            case NO_SET -> MethodCall.invoke(Set.class.getMethod("of"));
            case FIRST -> FixedValue.argument(0);
            case NO_TIME ->
                MethodCall.invoke(Duration.class.getMethod("ofNanos", long.class))
                        .with(0L);
        };
    }
}
