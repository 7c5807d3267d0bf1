package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunRequest.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Requests something of a run in another process. Its name is that of what it requests. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = RequestCommand.EXIT_CODES,
        exitCodeList = {RequestCommand.DONE, RequestCommand.NOT_DONE, RequestCommand.WRONG_LINE, RequestCommand.WAITS})
final class RequestCommand implements Callable<Integer> {
    static final String EXIT_CODES = "%nExit codes:%n";
    static final String DONE = "0:the run has done it; with --wait 0, the request is written";
    static final String NOT_DONE = "1:it was refused, or no run holds the Lease; the message says why";
    static final String WRONG_LINE = "2:the command line is wrong";
    static final String WAITS = "3:the request is written, and the run has not answered in time; it stays written";

    @Mixin
    final RequestOptions options = new RequestOptions();

    private final Kind kind;
    private final Streams streams;

    private RequestCommand(Kind kind, Streams streams) {
        this.kind = kind;
        this.streams = streams;
    }

    /** @param description for people */
    static CommandLine of(Kind kind, String description, Streams streams) {
        CommandLine line = new CommandLine(new RequestCommand(kind, streams));
        line.setCommandName(kind.id().toLowerCase(Locale.ROOT));
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (KubernetesClient client = options.lease.client()) {
            RunRequest request = RunRequest.builder(kind, options.author(client))
                    .at(Instant.now())
                    .build();
            return new RequestSender(options, client, streams.out()).send(request);
        }
    }
}
