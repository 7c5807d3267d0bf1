package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.UndrainableNodes;
import io.github.evenkeel.testkit.simulation.time.Draw;
import java.time.Duration;
import java.util.List;

/** Draws a rollout among all options of the API. */
final class DrawnRollout {
    private static final List<String> SOME = List.of("1", "2", "3", "10%", "50%", "100%");
    private static final List<List<String>> WAVES =
            List.of(List.of("1"), List.of("1", "2"), List.of("1", "50%"), List.of("2", "1", "100%"));
    private static final int LONGEST_SOAK = 180;

    private DrawnRollout() {}

    static Rollout of(Draw draw) {
        Rollout rollout =
                switch (draw.below(3)) {
                    case 0 -> Rollout.maxUnavailable(draw.oneOf(SOME));
                    case 1 -> Rollout.maxSurge(draw.oneOf(SOME));
                    default -> Rollout.maxSurge(draw.oneOf(SOME)).andMaxUnavailable(draw.oneOf(SOME));
                };
        return rest(draw, draw.oneIn(3) ? rollout.orWithLessSurge() : rollout);
    }

    static Rollout withoutSurge(Draw draw) {
        return rest(draw, Rollout.maxUnavailable(draw.oneOf(SOME)));
    }

    private static Rollout rest(Draw draw, Rollout drawn) {
        Rollout rollout = drawn;
        if (draw.oneIn(2)) {
            rollout = rollout.poolsSideBySide();
        }
        if (draw.oneIn(2)) {
            rollout = rollout.waves(draw.oneOf(WAVES).toArray(String[]::new))
                    .soaking(Duration.ofSeconds(draw.between(0, LONGEST_SOAK)));
        }
        if (draw.oneIn(2)) {
            rollout = rollout.spread(draw.oneOf(List.of(Spread.values())));
        }
        if (draw.oneIn(3)) {
            UndrainableNodes quarantine = UndrainableNodes.quarantine(draw.between(1, 2));
            rollout = rollout.undrainableNodes(draw.oneIn(2) ? quarantine : quarantine.withoutTraffic());
        }
        return draw.oneIn(2) ? rollout : rollout.ordered(NodeOrder.oldestFirst());
    }
}
