package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.Step;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunStatus;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the state of a run in another process, as its Lease has it. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Shows the run that holds the Lease: its state when it last renewed the Lease, and the requests"
                + " to it.",
        exitCodeListHeading = RequestCommand.EXIT_CODES,
        exitCodeList = {
            "0:a run holds the Lease",
            "1:the Lease can't be read",
            RequestCommand.WRONG_LINE,
            "3:no run holds the Lease"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int NONE = 3;

    @Mixin
    final LeaseOptions lease = new LeaseOptions();

    private final PrintStream out;

    StatusCommand(Streams streams) {
        out = streams.out();
    }

    @Override
    public Integer call() {
        try (KubernetesClient client = lease.client()) {
            RunLock.State state = lease.lock(client).state();
            state.run().ifPresent(this::print);
            line(
                    "holder",
                    state.holder()
                            .map(holder -> holder.runner() + " in " + lease.place() + ", for "
                                    + holder.term().toSeconds() + " s after each renewal")
                            .orElse("none: no run holds " + lease.place()));
            state.requests().forEach(request -> line("waits", request + time(request.at())));
            return state.holder().isPresent() ? 0 : NONE;
        }
    }

    private void print(RunStatus run) {
        line("run", run.runId());
        line("state", run.state());
        line("nodes", run.nodesDone() + " of " + run.nodes() + " done");
        run.step()
                .ifPresent(step -> line(
                        "step",
                        Step.of(step).words()
                                + run.object().map(on -> ": " + on).orElse("")));
        run.waitingFor().ifPresent(what -> line("waiting", what));
        run.answered().forEach(answer -> line("request", answer + time(Optional.of(answer.answered()))));
    }

    private static String time(Optional<Instant> at) {
        return at.map(time -> " (" + time + ")").orElse("");
    }

    private void line(String name, String value) {
        out.printf("%-8s %s%n", name, value);
    }
}
