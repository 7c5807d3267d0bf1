package io.github.evenkeel.cli;

import io.github.evenkeel.spi.RunRequest.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * All commands, by name. Add new ones here.
 *
 * <p>Creates only the command that the line names, as picocli takes a while to read the annotations of all.
 */
final class Commands {
    private final Map<String, Supplier<CommandLine>> byName = new LinkedHashMap<>();

    Commands(Streams streams) {
        put("plan", () -> new PlanCommand(streams));
        put("roll", () -> new RollCommand(streams));
        put("drain", () -> new DrainCommand(streams));
        put("status", () -> new StatusCommand(streams));
        request(Kind.PAUSE, "Pauses a run between nodes and during waits.", streams);
        request(Kind.RESUME, "Resumes a run that is paused.", streams);
        request(Kind.STOP, "Ends a run once the nodes under way are finished; it begins no other.", streams);
        request(Kind.CANCEL, "Ends a run; a node that is not deleted yet is restored.", streams);
        put("approve", () -> new ApproveCommand(streams));
        put("report", () -> new ReportCommand(streams));
        byName.put("sandbox", () -> new CommandLine(new SandboxCommand())
                .addSubcommand("roll", new SandboxRollCommand(streams))
                .addSubcommand("serve", new SandboxServeCommand(streams)));
        put(SimulateCommand.NAME, () -> new SimulateCommand(streams));
        put("completion", () -> new CompletionCommand(this::thatServe, streams));
    }

    private void request(Kind kind, String description, Streams streams) {
        byName.put(kind.id().toLowerCase(Locale.ROOT), () -> RequestCommand.of(kind, description, streams));
    }

    private void put(String name, Supplier<Callable<Integer>> command) {
        byName.put(name, () -> new CommandLine(command.get()));
    }

    /** The command that a line begins with, below the program; all commands if it begins with none. */
    CommandLine thatServe(String... line) {
        CommandLine program = new CommandLine(new EvenkeelCommand());
        Supplier<CommandLine> one = line.length == 0 ? null : byName.get(line[0]);
        if (one != null) {
            return program.addSubcommand(line[0], one.get());
        }
        byName.forEach((name, command) -> program.addSubcommand(name, command.get()));
        return program.addSubcommand(new CommandLine.HelpCommand());
    }
}
