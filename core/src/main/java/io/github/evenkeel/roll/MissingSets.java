package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.balancer.Placement;
import java.util.ArrayList;
import java.util.List;

/** Backend sets that others have deleted or renamed while a node was underway, as a person has acknowledged. */
final class MissingSets {
    private MissingSets() {}

    /** Those of a node's backends that its run goes on with. */
    static List<Placement> leaveOut(Tools tools, List<Placement> placements) {
        List<Placement> left = new ArrayList<>();
        for (Placement placement : placements) {
            boolean accepted = tools.settings
                    .continuity()
                    .acknowledged()
                    .isMissing(placement.balancer().id(), placement.set());
            if (accepted && tools.backends.hasNoSet(placement)) {
                tools.diary.warned(Finding.warning(
                        placement.toString(),
                        "no such set any more, as was acknowledged",
                        "the set that the backend was drained in",
                        "if the set has another name, see that the node that comes in place of the old one has a"
                                + " backend there, with weight "
                                + placement.backend().weight() + ", and the old one none"));
            } else {
                left.add(placement);
            }
        }
        return List.copyOf(left);
    }
}
