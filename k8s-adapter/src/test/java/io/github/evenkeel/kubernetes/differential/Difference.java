package io.github.evenkeel.kubernetes.differential;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import java.util.Optional;
import java.util.Set;

/** The ways in which a drain of this library differs from kubectl's on purpose. */
enum Difference {
    /** Its deletion was asked for, so nothing more is lost; kubectl still holds up the drain for it. */
    TERMINATING_DOES_NOT_BLOCK {
        @Override
        boolean explains(PodVerdict ours, boolean kubectlBlocks) {
            return kubectlBlocks && ours.decision() == Decision.LEAVING;
        }
    },
    /** Of a controller that merely has the name of DaemonSets; kubectl looks for a DaemonSet of apps/v1. */
    FOREIGN_DAEMON_SET {
        @Override
        boolean explains(PodVerdict ours, boolean kubectlBlocks) {
            Owner owner = ours.pod().controller();
            return owner != null && owner.kind().equals("DaemonSet") && !owner.isDaemonSet();
        }
    },
    /** It would come from the node's own disk again; kubectl looks at what it holds first. */
    MIRROR_DOES_NOT_BLOCK {
        @Override
        boolean explains(PodVerdict ours, boolean kubectlBlocks) {
            return kubectlBlocks && ours.pod().is(Pod.Trait.MIRROR);
        }
    },
    /** Covered by several budgets, or by one that can never let go: kubectl would ask for its eviction for ever. */
    BUDGET_BLOCKS_BEFOREHAND {
        @Override
        boolean explains(PodVerdict ours, boolean kubectlBlocks) {
            return !kubectlBlocks
                    && ours.decision() == Decision.BLOCK
                    && ours.reasons().stream().allMatch(reason -> reason.contains("budget"));
        }
    };

    abstract boolean explains(PodVerdict ours, boolean kubectlBlocks);

    /** The first that explains why kubectl, and not we, takes the pod for one that blocks, or the other way round. */
    static Optional<Difference> of(PodVerdict ours, boolean kubectlBlocks) {
        return Set.of(values()).stream()
                .sorted()
                .filter(difference -> difference.explains(ours, kubectlBlocks))
                .findFirst();
    }
}
