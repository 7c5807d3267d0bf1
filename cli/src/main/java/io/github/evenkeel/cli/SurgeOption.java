package io.github.evenkeel.cli;

import io.github.evenkeel.DrainPolicy;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Option that surges single replicas, of a drain and of a roll. */
final class SurgeOption {
    static final String NAME = "--surge-single-replicas";

    @Option(
            names = NAME,
            paramLabel = "SELECTOR",
            description =
                    "restarts Deployments of one replica before their pods leave a node: those of the pods that this"
                            + " label selector names, such as app=cart")
    Optional<String> selector = Optional.empty();

    /** @throws UsageException if the selector can't be read */
    DrainPolicy appliedTo(DrainPolicy policy) {
        return selector.map(text -> RolloutOptions.read(NAME, () -> policy.surgingSingleReplicas(text)))
                .orElse(policy);
    }
}
