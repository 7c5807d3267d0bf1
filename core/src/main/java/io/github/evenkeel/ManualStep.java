package io.github.evenkeel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Instruction for an operator, with the command that carries it out.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * <p>The command can be pasted into sh, bash and zsh. Only the description quotes text from a service. Keep the two on
 * separate lines: an interactive zsh runs what follows a {@code #}, and quoted text may contain anything.
 *
 * @param what to do, on one line
 * @param command that does it, on one line; empty if no command does
 */
public record ManualStep(String what, Optional<String> command) {
    /** Line breaks, and control and invisible characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{C}\\p{Zl}\\p{Zp}]+");

    /** Joins the description into one line; drops a command that is not on one line. */
    public ManualStep {
        what = BLANKS.matcher(what).replaceAll(" ").strip();
        command = command.filter(text -> !UNPRINTABLE.matcher(text).find());
    }

    /** Creates a step that has no command. */
    public static ManualStep of(String what) {
        return new ManualStep(what, Optional.empty());
    }

    /** The description, and below it the command on a line of its own. */
    @Override
    public String toString() {
        return command.map(text -> what + "\n    " + text).orElse(what);
    }
}
