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

/** Each guard of the engine is missed by the simulation. Writes what missed it to {@code target/guards.md}. */
@Tag("long")
class GuardsTest {
    private static final long SEEDS = 10_000;

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
                .getDeclaredConstructor()
                .newInstance();
    }
}
