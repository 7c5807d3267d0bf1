package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.ArrayList;
import java.util.List;

/** Backend sets that other clients have deleted or renamed during the roll of a node, as the plan accepts. */
final class MissingSets {
    private MissingSets() {}

    /** Those of a node's backends that its run goes on with. */
    static List<BackendMembership> leaveOut(RollingNode node) {
        List<BackendMembership> left = new ArrayList<>();
        for (BackendMembership membership : node.memberships()) {
            boolean accepted = node.spec
                    .continuity()
                    .acknowledged()
                    .isMissing(membership.balancer().id(), membership.set());
            if (accepted && node.traffic.hasNoSet(membership)) {
                node.scope
                        .publisher()
                        .about(membership::subject)
                        .warned(Finding.warning(
                                membership.toString(),
                                "no such set any more, as was acknowledged",
                                "the set that the backend was drained in",
                                "if the set has another name, see that the node that comes in place of the old one has a"
                                        + " backend there, with weight "
                                        + membership.backend().weight() + ", and the old one none"));
            } else {
                left.add(membership);
            }
        }
        return List.copyOf(left);
    }
}
