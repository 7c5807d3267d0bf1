package io.github.evenkeel.testkit.simulation.guards;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guard whose class or method was renamed would guard nothing, and the long test alone would notice. */
class GuardTest {
    @ParameterizedTest
    @EnumSource
    void namesAMethodOfTheEngine(Guard guard) {
        assertThatCode(() -> new EngineWithout(guard).loadClass(guard.type())).doesNotThrowAnyException();
    }
}
