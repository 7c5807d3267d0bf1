package io.github.evenkeel.cli;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rolls a cluster of a real tenancy, or one of {@code sandbox serve}. */
@Command(
        name = "roll",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "evenkeel roll --cluster OCID (--load-balancer OCID | --service-load-balancers) [OPTIONS]",
        description = {
            "Upgrades a cluster and replaces its nodes one by one: drains the backends, evicts the pods, deletes the"
                    + " node, waits for its replacement, and swaps the backends. 'evenkeel plan' shows the steps before."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the roll completed",
            "1:it was refused or stopped; the message says what is left to do",
            "2:the command line is wrong"
        })
final class RollCommand implements Callable<Integer> {
    @Mixin
    final PlanOptions options = new PlanOptions();

    @Mixin
    final ReportOption reporting = new ReportOption();

    @Mixin
    final ProgressOption progress = new ProgressOption();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    private final PrintStream out;

    RollCommand(Streams streams) {
        out = streams.out();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        reporting.check();
        options.check();
        try (Clients clients = Clients.of(connection)) {
            ProgressOption.View view = progress.view(out);
            UpgradePlan plan = view.watching(reporting.recorded(options.plan(clients)));
            try (Upgrade upgrade = options.journal.isPresent() ? plan.recover() : plan.rollNodes()) {
                tell(view.shownToItsEnd(upgrade));
                return 0;
            } catch (EvenkeelException e) {
                if (e.upgradeReport().isPresent()) {
                    tell(e.upgradeReport().get());
                }
                throw e;
            }
        }
    }

    private void tell(UpgradeReport report) throws IOException {
        Summary.print(report, out);
        reporting.write(report);
    }
}
