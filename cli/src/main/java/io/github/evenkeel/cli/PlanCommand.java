package io.github.evenkeel.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what a roll would do, or what blocks it. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "evenkeel plan --cluster OCID (--load-balancer OCID | --service-load-balancers) [OPTIONS]",
        description =
                "Prints what 'evenkeel roll' would do with the same options, or what stands in its way. It changes"
                        + " nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing stands in the way",
            "1:the plan would be refused, or a service did not answer",
            "2:the command line is wrong"
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    final PlanOptions options = new PlanOptions();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    private final PrintStream out;

    PlanCommand(Streams streams) {
        out = streams.out();
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        try (Clients clients = Clients.of(connection)) {
            return PlanListing.print(
                    options.plan(clients).withListener(new Progress(out)).preview(), out);
        }
    }
}
