package io.github.evenkeel.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.BackendSet.WhenAllFail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ServingElsewherePropertyTest {
    /** Sets of a few backends at three nodes, each in any mode and health. */
    @Property
    void saysWhatACountForEachNodeSays(@ForAll long seed) {
        Random random = new Random(seed);
        List<Backend> backends = new ArrayList<>();
        Map<String, BackendHealth> unhealthy = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            EnumSet<Mode> modes = EnumSet.noneOf(Mode.class);
            for (Mode mode : Mode.values()) {
                if (random.nextInt(4) == 0) {
                    modes.add(mode);
                }
            }
            Backend backend = Backend.builder("10.0.10." + random.nextInt(3), 80 + i)
                    .modes(modes)
                    .build();
            backends.add(backend);
            if (random.nextInt(3) == 0) {
                unhealthy.put(backend.name(), BackendHealth.CRITICAL);
            }
        }
        if (random.nextInt(4) == 0) {
            unhealthy.put("unknown", BackendHealth.CRITICAL);
        }
        BackendSet set = BackendSet.builder("web")
                .backends(backends)
                .whenAllFail(random.nextBoolean() ? WhenAllFail.ALL_SERVE : WhenAllFail.NONE_SERVES)
                .build();
        ServingElsewhere elsewhere = new ServingElsewhere(set, unhealthy);

        for (Set<String> node : List.of(Set.of("10.0.10.0"), Set.of("10.0.10.1"), Set.of("10.0.10.0", "10.0.10.2"))) {
            assertThat(elsewhere.withoutNode(node))
                    .as("%s, unhealthy %s, without %s", set, unhealthy, node)
                    .isEqualTo(Serving.of(set, node, unhealthy).others() > 0);
        }
    }
}
