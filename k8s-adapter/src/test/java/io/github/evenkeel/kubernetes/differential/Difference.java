package io.github.evenkeel.kubernetes.differential;

import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import java.util.Arrays;
import java.util.Optional;

/** The ways in which a drain of this library differs from kubectl's on purpose. */
enum Difference {
    /**
     * A pod whose deletion was asked for comes before all other filters: nothing more is lost by waiting for it, and no
     * budget is asked for it. kubectl still holds up the drain for what the pod holds or lacks.
     */
    TERMINATING_DOES_NOT_BLOCK {
        @Override
        boolean explains(PodVerdict ours, Fate kubectls) {
            return kubectls == Fate.BLOCKS
                    && ours.decision() == Decision.LEAVING
                    && ours.pod().terminating();
        }
    },
    /**
     * A mirror pod is always skipped: the node itself has it. kubectl asks for the DaemonSet first, if there is an
     * owner of that kind, and holds up the drain where it is gone.
     */
    MIRROR_DOES_NOT_BLOCK {
        @Override
        boolean explains(PodVerdict ours, Fate kubectls) {
            return kubectls == Fate.BLOCKS
                    && ours.decision() == Decision.SKIP
                    && ours.pod().is(Pod.Trait.MIRROR)
                    && ours.pod().controller().filter(Owner::isDaemonSet).isPresent();
        }
    },
    /**
     * A pod that several budgets cover is never evicted, and neither is one whose budget is counted, has all its pods
     * well, none on its way out, and none to give. That is found beforehand; kubectl would ask for ever.
     */
    BUDGET_BLOCKS_BEFOREHAND {
        @Override
        boolean explains(PodVerdict ours, Fate kubectls) {
            return kubectls == Fate.LEAVES
                    && ours.decision() == Decision.BLOCK
                    && ours.reasons().stream().allMatch(reason -> reason.contains("budget"));
        }
    };

    abstract boolean explains(PodVerdict ours, Fate kubectls);

    /** The first that explains why kubectl and we don't agree. */
    static Optional<Difference> of(PodVerdict ours, Fate kubectls) {
        return Arrays.stream(values())
                .filter(difference -> difference.explains(ours, kubectls))
                .findFirst();
    }
}
