package io.github.evenkeel.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line with picocli, and reports a mistake in one sentence. */
final class CommandRunner {
    private static final int WIDTH = 110;

    private CommandRunner() {}

    /** Answers with the exit code. */
    static int run(CommandLine commands, Streams streams, String... line) {
        return commands.setOut(new PrintWriter(streams.out(), true, Charset.defaultCharset()))
                .setErr(new PrintWriter(streams.err(), true, Charset.defaultCharset()))
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong, streams))
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, command, streams))
                .execute(line);
    }

    private static int refuse(ParameterException wrong, Streams streams) {
        streams.err().println(sentence(wrong));
        UnmatchedArgumentException.printSuggestions(wrong, streams.err());
        return hint(wrong.getCommandLine(), streams);
    }

    private static String sentence(ParameterException wrong) {
        Set<String> commands = wrong.getCommandLine().getSubcommands().keySet();
        if (!commands.isEmpty() && wrong instanceof UnmatchedArgumentException other && !other.isUnknownOption()) {
            return "unknown command '" + other.getUnmatched().get(0) + "'; there are " + commands;
        }
        boolean commandIsMissing = !commands.isEmpty() && wrong.getClass() == ParameterException.class;
        return commandIsMissing
                ? "a command is needed; there are " + commands
                : Objects.requireNonNullElse(wrong.getMessage(), "the command line is wrong");
    }

    private static int fail(Exception failure, CommandLine command, Streams streams) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        streams.err().println(Complaint.of(failure));
        return failure instanceof UsageException ? hint(command, streams) : CommandLine.ExitCode.SOFTWARE;
    }

    private static int hint(CommandLine command, Streams streams) {
        streams.err().println("For help: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}
