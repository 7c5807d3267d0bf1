package io.github.evenkeel.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.examples.Arguments.UsageException;
import io.github.evenkeel.testkit.simulation.Campaign;
import io.github.evenkeel.testkit.simulation.CampaignResult;
import io.github.evenkeel.testkit.simulation.Simulation;
import io.github.evenkeel.testkit.simulation.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Rolls simulated clusters, one for each seed, on all cores, and prints what it came to as JSON on the last line. */
public final class Simulate {
    private static final String USAGE =
            """
            usage: java -cp sandbox.jar io.github.evenkeel.examples.Simulate [options]
              --from N      the first seed, by default 0
              --seeds M     how many, by default 1000
              --liveness    faults stay with every seed; by default with every other one
              --events DIR  writes all events of each violation to DIR/seed-N.log; printed are the last of them""";

    private static final int MOST = 1_000_000_000;
    private static final long SHOWN_EVERY_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final UnaryOperator<Simulation> each;
    private final AtomicLong shownAt = new AtomicLong(System.nanoTime());

    /** @param each changes the simulation of each seed before it is run */
    Simulate(PrintStream out, PrintStream err, UnaryOperator<Simulation> each) {
        this.out = out;
        this.err = err;
        this.each = each;
    }

    /** Exits with 0 if every invariant held with every seed, with 1 if not, with 2 for a wrong command line. */
    public static void main(String... line) throws InterruptedException {
        System.getProperties().putIfAbsent("logback.configurationFile", "logback-simulation.xml");
        System.exit(new Simulate(System.out, System.err, UnaryOperator.identity()).run(List.of(line)));
    }

    int run(List<String> line) throws InterruptedException {
        try {
            return simulate(new Arguments(line, Set.of("--from", "--seeds", "--events"), Set.of("--liveness")));
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        }
    }

    private int simulate(Arguments arguments) throws InterruptedException {
        int from = arguments.number("--from", 0, 0, MOST);
        int seeds = arguments.number("--seeds", 1000, 1, MOST);
        Optional<Path> events = arguments.value("--events").map(Simulate::directory);
        Campaign campaign = Campaign.ofSeeds(from, seeds).with(each).onProgress(done -> show(done, seeds));
        if (arguments.has("--liveness")) {
            campaign.liveness();
        }
        CampaignResult result = campaign.run();
        for (Violation violation : result.violations()) {
            out.println(violation.getMessage());
            events.ifPresent(directory -> write(violation, directory));
            out.println();
        }
        out.println(json(from, result));
        return result.violated() == 0 ? 0 : 1;
    }

    private static Path directory(String name) {
        try {
            return Files.createDirectories(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("--events is '" + name + "'; needed is a directory that can be written: " + e);
        }
    }

    private void write(Violation violation, Path directory) {
        Path file = directory.resolve("seed-" + violation.seed() + ".log");
        try {
            Files.write(file, violation.events());
            out.println("all events: " + file);
        } catch (IOException e) {
            out.println("could not write all events to " + file + ": " + e);
        }
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
