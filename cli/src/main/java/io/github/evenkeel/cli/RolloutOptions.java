package io.github.evenkeel.cli;

import io.github.evenkeel.NodeOrder;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.UndrainableNodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of a rollout: which nodes at once, and in what order. */
final class RolloutOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");

    @Option(
            names = "--max-surge",
            paramLabel = "N|N%",
            description = "adds so many nodes, and takes a node away once another serves in its place; by default none")
    Optional<String> surge = Optional.empty();

    @Option(
            names = "--max-unavailable",
            paramLabel = "N|N%",
            description = "takes so many nodes away at once; by default 1, or none beside --max-surge")
    Optional<String> unavailable = Optional.empty();

    @Option(
            names = "--or-with-less-surge",
            description = "goes on with fewer surge nodes if the service can't make all of them")
    boolean lessSurge;

    @Option(
            names = "--waves",
            paramLabel = "N,N%,..",
            split = ",",
            description = "sizes of the waves, such as 1,3,10%%: the last repeats until no node is left")
    List<String> waves = List.of();

    @Option(
            names = "--wave-soak",
            paramLabel = "TIME",
            description = "how long to wait after a wave: 90s, 10m or 2h; by default not at all")
    Optional<String> soak = Optional.empty();

    @Option(
            names = "--spread",
            paramLabel = "AD|FD|even-AD|even-FD|none",
            description = "one availability or fault domain at a time, or an even share of each; by default none")
    Optional<String> spread = Optional.empty();

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description = "name (the default), oldest, or label:KEY[=VALUE,..]: nodes with these values first")
    Optional<String> order = Optional.empty();

    @Option(names = "--side-by-side", description = "all node pools at once; by default one after the other")
    boolean sideBySide;

    @Option(
            names = "--only",
            paramLabel = "NODES",
            description = "rolls only these nodes: names, or a label selector such as tier=web,!spot; may be repeated")
    List<String> only = List.of();

    @Option(
            names = "--leave-out",
            paramLabel = "NODES",
            description = "leaves these nodes as they are: names, or a label selector; may be repeated")
    List<String> leaveOut = List.of();

    @Option(
            names = "--quarantine",
            paramLabel = "N",
            description = "leaves up to N nodes aside whose pods can't be evicted: cordoned, and with their traffic; by"
                    + " default the roll stops at the first one")
    Optional<String> quarantine = Optional.empty();

    @Option(names = "--quarantine-without-traffic", description = "keeps these nodes out of the load balancers")
    boolean quarantineWithoutTraffic;

    @Option(
            names = "--taint-outdated",
            description = "has pods that leave a node prefer those that are replaced already, by a taint on the others")
    boolean taintOutdated;

    /**
     * Refuses what can't be read, before anything is begun.
     *
     * @throws UsageException that names the option
     */
    void check() {
        rollout();
    }

    /** What the options say. */
    Rollout rollout() {
        Rollout rollout = read("--max-surge, --max-unavailable", this::limits);
        if (lessSurge) {
            rollout = rollout.orWithLessSurge();
        }
        if (sideBySide) {
            rollout = rollout.poolsSideBySide();
        }
        if (!waves.isEmpty()) {
            Rollout limited = rollout;
            rollout = read("--waves", () -> limited.waves(waves.toArray(String[]::new)));
        }
        Rollout inWaves = rollout;
        rollout = soak.map(text -> read("--wave-soak", () -> inWaves.soaking(time(text))))
                .orElse(rollout);
        rollout = rollout.spread(
                spread.map(text -> read("--spread", () -> spread(text))).orElse(Spread.NONE));
        rollout = rollout.ordered(
                order.map(text -> read("--order", () -> order(text))).orElseGet(NodeOrder::byName));
        if (taintOutdated) {
            rollout = rollout.taintingOutdatedNodes();
        }
        for (String nodes : only) {
            rollout = rollout.onlyNodes(read("--only", () -> selection(nodes)));
        }
        for (String nodes : leaveOut) {
            rollout = rollout.leavingOutNodes(read("--leave-out", () -> selection(nodes)));
        }
        return rollout.undrainableNodes(read("--quarantine", this::undrainable));
    }

    private UndrainableNodes undrainable() {
        Optional<UndrainableNodes> rule = quarantine.map(
                text -> UndrainableNodes.quarantine(text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0));
        return rule.map(nodes -> quarantineWithoutTraffic ? nodes.withoutTraffic() : nodes)
                .orElseGet(UndrainableNodes::stop);
    }

    private Rollout limits() {
        Optional<Rollout> surging = surge.map(Rollout::maxSurge);
        return unavailable
                .map(most -> surging.map(rollout -> rollout.andMaxUnavailable(most))
                        .orElseGet(() -> Rollout.maxUnavailable(most)))
                .or(() -> surging)
                .orElseGet(Rollout::oneAtATime);
    }

    /** Reads a time with its unit. */
    static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as 90s, 10m, 2h or 30d");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Spread spread(String text) {
        return switch (text) {
            case "AD" -> Spread.ONE_AVAILABILITY_DOMAIN;
            case "FD" -> Spread.ONE_FAULT_DOMAIN;
            case "even-AD" -> Spread.EVEN_AVAILABILITY_DOMAINS;
            case "even-FD" -> Spread.EVEN_FAULT_DOMAINS;
            case "none" -> Spread.NONE;
            default ->
                throw new IllegalArgumentException("'" + text + "' is none of AD, FD, even-AD, even-FD and none");
        };
    }

    private static NodeOrder order(String text) {
        if (text.startsWith("label:")) {
            String[] label = text.substring("label:".length()).split("=", 2);
            return label.length == 1
                    ? NodeOrder.byLabel(label[0])
                    : NodeOrder.byLabel(label[0], label[1].split(",", -1));
        }
        return switch (text) {
            case "name" -> NodeOrder.byName();
            case "oldest" -> NodeOrder.oldestFirst();
            default ->
                throw new IllegalArgumentException("'" + text + "' is none of name, oldest and label:KEY[=VALUE,..]");
        };
    }

    /** A name has none of the signs by which a selector is known. */
    static NodeSelection selection(String text) {
        return text.matches(".*[=!( ].*") ? NodeSelection.labelled(text) : NodeSelection.named(text.split(",", -1));
    }

    /** Reads a value of an option, which it names if that can't be. */
    static <T> T read(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
