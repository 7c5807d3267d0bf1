package io.github.evenkeel.testkit.simulation.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each guard of the engine is missed by the simulation. */
class GuardsTest {
    private static final long SEEDS = 10_000;
    private static final long FEW_SEEDS = 50;

    /** Those of several nodes at once, and of Services, that are missed soon, in every build. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "SLOTS_OF_THE_ROLLOUT",
                "SPREAD",
                "SOAK_OF_A_WAVE",
                "HOW_MANY_MAY_BE_UNAVAILABLE",
                "CLAIMS_OF_ANOTHER_PROCESS",
                "NODES_LEFT_ASIDE_TAKE_UP_ROOM",
                "FRESH_ANSWERS_OF_GATES",
                "NO_OTHER_NODE_AFTER_A_STOP",
                "SURGE_LEAVES_AGAIN",
                "REMOVAL_BY_THE_CONTROLLER",
                "LABEL_TAKEN_BACK",
                "LABEL_IN_THE_JOURNAL",
                "TIME_SINCE_THE_LAST_DRAIN",
                "DRAINS_THAT_ARE_MADE_AGAIN"
            })
    void someAreMissedWithinFiftySeeds(Guard guard) throws ReflectiveOperationException {
        assertThat(hunt(guard).apply(FEW_SEEDS))
                .as("what breaks without %s", guard)
                .isNotNull();
    }

    /** Writes what missed each to {@code target/guards.md}. */
    @Tag("long")
    @Test
    void eachIsMissedWithinTenThousandSeeds() throws ReflectiveOperationException, IOException {
        List<String> table = new ArrayList<>(List.of("| without | breaks | first seed |", "|---|---|---|"));
        List<Guard> unnoticed = new ArrayList<>();
        for (Guard guard : Guard.values()) {
            Object broken = hunt(guard).apply(SEEDS);
            if (broken == null) {
                unnoticed.add(guard);
            }
            table.add("| `%s.%s` | %s |"
                    .formatted(
                            guard.type().replaceFirst("io.github.evenkeel.", ""),
                            guard.method(),
                            broken == null ? "nothing | none of " + SEEDS : broken));
            Files.write(Path.of("target", "guards.md"), table);
        }
        assertThat(unnoticed).isEmpty();
    }

    private static LongFunction<?> hunt(Guard guard) throws ReflectiveOperationException {
        return (LongFunction<?>) new EngineWithout(guard)
                .loadClass(Hunt.class.getName())
                .getDeclaredConstructor(String.class)
                .newInstance(guard.worlds().name());
    }
}
