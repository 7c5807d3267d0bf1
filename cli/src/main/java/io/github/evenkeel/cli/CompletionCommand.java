package io.github.evenkeel.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script with which a shell completes commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints a script that completes commands and options of evenkeel in bash or zsh.",
            "",
            "In ~/.bashrc:  source <(evenkeel completion bash)",
            "In ~/.zshrc:   source <(evenkeel completion zsh)"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the script is printed", "1:it could not be made", "2:the command line is wrong"})
final class CompletionCommand implements Callable<Integer> {
    private static final String PROGRAM = "evenkeel";

    @Parameters(
            paramLabel = "SHELL",
            converter = ShellNames.class,
            completionCandidates = ShellNames.class,
            description = "bash or zsh")
    String shell = "";

    private final Supplier<CommandLine> commands;
    private final PrintStream out;

    /** @param commands the program with all of its commands */
    CompletionCommand(Supplier<CommandLine> commands, Streams streams) {
        this.commands = commands;
        out = streams.out();
    }

    @Override
    public Integer call() {
        // The script finds out by itself which of the two shells reads it.
        out.print(AutoComplete.bash(PROGRAM, commands.get()));
        return 0;
    }
}
