package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a plan does with the nodes of a world, as it is drawn. */
final class PlannedChange {
    /** Ages differ by a day, and no roll takes as long. */
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private static final List<Change> OTHERS = Stream.of(Change.values())
            .filter(change -> change != Change.UPGRADE)
            .toList();

    private static final int DEAD_ENDS_ONE_IN = 8;

    private PlannedChange() {}

    /** Every second plan is an upgrade. */
    static Change draw(Draw draw) {
        return draw.oneIn(2) ? Change.UPGRADE : draw.oneOf(OTHERS);
    }

    /** Decides it for a world that is laid out, and has the truth know. */
    static UnaryOperator<UpgradePlan> in(Truth truth, Draw draw, boolean byName) {
        return switch (truth.change) {
            case UPGRADE -> plan -> plan.toVersion(truth.target.toString());
            case UPGRADE_IN_HOPS -> {
                if (draw.oneIn(DEAD_ENDS_ONE_IN)) {
                    truth.offersEndAt = draw.between(truth.controlPlane.minor(), truth.target.minor() - 1);
                }
                yield plan -> plan.toVersion(truth.target.toString()).withControlPlaneHops();
            }
            case CONTROL_PLANE ->
                plan -> plan.toVersion(truth.controlPlaneTarget.toString()).withControlPlaneOnly();
            case NODES -> plan -> plan.toVersion(truth.target.toString()).withNodesOnly();
            case ROLL_BACK -> plan -> plan.rollingBackTo(truth.target.toString());
            case NEW_IMAGE -> UpgradePlan::withNewestNodeImages;
            case REPLACE -> {
                NodeSelection nodes = select(truth, draw, byName);
                yield plan -> plan.replacing(nodes);
            }
        };
    }

    /** A new machine may have the name of an old one: only a roll that is not begun again may go by names. */
    private static NodeSelection select(Truth truth, Draw draw, boolean byName) {
        List<Machine> oldestFirst = truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .sorted(Comparator.comparing(Machine::created))
                .toList();
        int number = draw.between(1, oldestFirst.size());
        truth.selected.addAll(oldestFirst.subList(0, number));
        Machine youngest = oldestFirst.get(number - 1);
        return byName && draw.oneIn(2)
                ? NodeSelection.named(truth.selected.stream()
                        .map(machine -> machine.name)
                        .sorted()
                        .toArray(String[]::new))
                : NodeSelection.olderThan(
                        Duration.between(youngest.created(), Machine.BEGIN).minus(HALF_A_DAY));
    }
}
