package io.github.evenkeel.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a request to a run. */
final class RequestOptions {
    @Mixin
    final LeaseOptions lease = new LeaseOptions();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "the run that it is for; without it, the one that holds the Lease")
    Optional<String> run = Optional.empty();

    @Option(
            names = "--author",
            paramLabel = "NAME",
            description =
                    "for the journal and the report; without it, the user of the kubeconfig, else of this machine")
    Optional<String> author = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "90",
            converter = Seconds.class,
            description = "for the run's answer; by default ${DEFAULT-VALUE}, 0 for not at all")
    int wait = 90;

    Duration patience() {
        return Duration.ofSeconds(wait);
    }

    String author(KubernetesClient client) {
        return author.or(() -> Optional.ofNullable(client.getConfiguration().getCurrentContext())
                        .map(NamedContext::getContext)
                        .map(context -> context.getUser())
                        .filter(user -> !user.isBlank()))
                .orElseGet(() -> System.getProperty("user.name", "unknown"));
    }

    private static final class Seconds extends IntegerInRange {
        Seconds() {
            super(0, 86_400);
        }
    }
}
