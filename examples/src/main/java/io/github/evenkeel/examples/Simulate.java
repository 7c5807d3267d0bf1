package io.github.evenkeel.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.examples.Arguments.UsageException;
import io.github.evenkeel.testkit.simulation.Campaign;
import io.github.evenkeel.testkit.simulation.CampaignResult;
import io.github.evenkeel.testkit.simulation.Violation;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Rolls simulated clusters, one for each seed, on all cores, and prints what it came to as JSON on the last line. */
public final class Simulate {
    private static final String USAGE =
            """
            usage: java -cp sandbox.jar io.github.evenkeel.examples.Simulate [options]
              --from N      the first seed, by default 0
              --seeds M     how many, by default 1000
              --liveness    faults stay with every seed; by default with every other one""";

    private static final int MOST = 1_000_000_000;
    private static final long SHOWN_EVERY_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final AtomicLong shownAt = new AtomicLong(System.nanoTime());

    private Simulate(PrintStream out) {
        this.out = out;
    }

    /** Exits with 0 if every invariant held with every seed, with 1 if not, with 2 for a wrong command line. */
    public static void main(String... line) throws InterruptedException {
        int code;
        try {
            code = new Simulate(System.out).run(List.of(line));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            code = 2;
        }
        System.exit(code);
    }

    private int run(List<String> line) throws InterruptedException {
        Arguments arguments = new Arguments(line, Set.of("--from", "--seeds"), Set.of("--liveness"));
        int from = arguments.number("--from", 0, 0, MOST);
        int seeds = arguments.number("--seeds", 1000, 1, MOST);
        Campaign campaign = Campaign.ofSeeds(from, seeds).onProgress(done -> show(done, seeds));
        if (arguments.has("--liveness")) {
            campaign.liveness();
        }
        CampaignResult result = campaign.run();
        for (Violation violation : result.violations()) {
            out.println(violation.getMessage());
            out.println();
        }
        out.println(json(from, result));
        return result.violated() == 0 ? 0 : 1;
    }

    private void show(long done, long seeds) {
        long now = System.nanoTime();
        long before = shownAt.get();
        if (now - before >= SHOWN_EVERY_NANOS && shownAt.compareAndSet(before, now)) {
            out.println(done + " of " + seeds + " seeds");
        }
    }

    private static String json(long from, CampaignResult result) {
        ObjectNode told = new ObjectMapper()
                .createObjectNode()
                .put("from", from)
                .put("seeds", result.seeds())
                .put("violations", result.violated())
                .put("seconds", result.seconds())
                .put("events", result.events())
                .put("checks", result.checksMade());
        ObjectNode rolls = told.putObject("rolls");
        new TreeMap<>(result.outcomes()).forEach((outcome, count) -> rolls.put(outcome.name(), count));
        ObjectNode checks = told.putObject("checksByInvariant");
        new TreeMap<>(result.checks()).forEach(checks::put);
        ObjectNode faults = told.putObject("faultsByKind");
        new TreeMap<>(result.faults()).forEach((fault, count) -> faults.put(fault.name(), count));
        return told.toString();
    }
}
