package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.RunRequest;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Approves a gate of a run in another process. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Approves all that waits at a gate of a run now; 'evenkeel status' shows what that is.",
        exitCodeListHeading = RequestCommand.EXIT_CODES,
        exitCodeList = {RequestCommand.DONE, RequestCommand.NOT_DONE, RequestCommand.WRONG_LINE, RequestCommand.WAITS})
final class ApproveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "GATE", description = "id of the gate")
    String gate = "";

    @Mixin
    final RequestOptions options = new RequestOptions();

    private final Streams streams;

    ApproveCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (KubernetesClient client = options.lease.client()) {
            RunRequest request = RunRequest.builder(RunRequest.Kind.APPROVE, options.author(client))
                    .gateId(gate)
                    .at(Instant.now())
                    .build();
            return new RequestSender(options, client, streams.out()).send(request);
        }
    }
}
