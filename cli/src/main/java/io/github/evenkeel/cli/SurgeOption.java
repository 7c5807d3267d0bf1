package io.github.evenkeel.cli;

import io.github.evenkeel.DrainPolicy;
import java.util.Optional;

/** Option that surges single replicas, of a drain and of a roll. */
final class SurgeOption {
    private static final String NAME = "--surge-single-replicas";

    private SurgeOption() {}

    /** @throws UsageException if the selector can't be read */
    static DrainPolicy applied(DrainPolicy policy, Optional<String> selector) {
        return selector.map(text -> RolloutOptions.read(NAME, () -> policy.surgingSingleReplicas(text)))
                .orElse(policy);
    }
}
