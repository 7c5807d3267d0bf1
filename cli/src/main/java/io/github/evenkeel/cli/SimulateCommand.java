package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.simulation.Campaign;
import io.github.evenkeel.testkit.simulation.CampaignResult;
import io.github.evenkeel.testkit.simulation.Simulation;
import io.github.evenkeel.testkit.simulation.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rolls simulated clusters, one for each seed, on all cores, and prints the result as JSON on the last line. */
@Command(
        name = SimulateCommand.NAME,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Rolls simulated clusters with faults, one for each seed, on all cores, and checks each invariant all"
                        + " along. Requests reach the nodes through backend sets, Services of type LoadBalancer, or both. The last line has its figures as JSON. Java 24 or newer runs more than twice as many a second.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every invariant held with every seed",
            "1:an invariant was violated; the seed is printed",
            "2:the command line is wrong"
        })
final class SimulateCommand implements Callable<Integer> {
    static final String NAME = "simulate";

    private static final int MOST = 1_000_000_000;
    private static final long SHOWN_EVERY_NANOS = 2_000_000_000L;

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "0",
            converter = Seed.class,
            description = "the first seed; by default ${DEFAULT-VALUE}")
    int from;

    @Option(
            names = "--seeds",
            paramLabel = "M",
            defaultValue = "1000",
            converter = Seeds.class,
            description = "how many; by default ${DEFAULT-VALUE}")
    int seeds;

    @Option(names = "--liveness", description = "faults stay with every seed; by default with every other one")
    boolean liveness;

    @Option(
            names = "--rollouts",
            description =
                    "rolls by rules that are drawn: several nodes at once, waves, added nodes, other changes than an"
                            + " upgrade; by default one node at a time")
    boolean rollouts;

    @Option(
            names = "--events",
            paramLabel = "DIR",
            description = "writes all events of each violation to DIR/seed-N.log; printed are the last of them")
    Optional<String> events = Optional.empty();

    private final PrintStream out;
    private final UnaryOperator<Simulation> each;
    private final AtomicLong shownAt = new AtomicLong(System.nanoTime());

    SimulateCommand(Streams streams) {
        this(streams, UnaryOperator.identity());
    }

    /** @param each changes the simulation of each seed before it is run */
    SimulateCommand(Streams streams, UnaryOperator<Simulation> each) {
        out = streams.out();
        this.each = each;
    }

    /** Has errors alone logged, before anything logs: simulated services and listeners fail on purpose. */
    static void configureLog() {
        System.getProperties().putIfAbsent("logback.configurationFile", "logback-simulation.xml");
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Path> directory = events.map(SimulateCommand::directory);
        Campaign campaign = Campaign.ofSeeds(from, seeds)
                .with(simulation -> each.apply(drawn(simulation)))
                .onProgress(done -> show(done, seeds));
        if (liveness) {
            campaign.liveness();
        }
        CampaignResult result = campaign.run();
        for (Violation violation : result.violations()) {
            out.println(violation.getMessage());
            directory.ifPresent(place -> write(violation, place));
            out.println();
        }
        out.println(json(from, result));
        return result.violated() == 0 ? 0 : 1;
    }

    private Simulation drawn(Simulation simulation) {
        Simulation exposed = simulation.drawnExposure();
        return rollouts ? exposed.drawnRollout().drawnChange() : exposed;
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

    private static final class Seed extends IntegerInRange {
        Seed() {
            super(0, MOST);
        }
    }

    private static final class Seeds extends IntegerInRange {
        Seeds() {
            super(1, MOST);
        }
    }
}
