package io.github.evenkeel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a person has to do, and the command that does it.
 *
 * <p>The command can be pasted into sh, bash and zsh. Words of a service are in the description alone. Keep the two on
 * lines of their own: an interactive zsh runs what follows a {@code #}, and what is quoted in a description may be
 * anything.
 *
 * @param what to do, on one line
 * @param command that does it, on one line; empty if there is none
 */
public record ManualStep(String what, Optional<String> command) {
    /** Line breaks, and characters that a terminal acts on or does not show. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{C}\\p{Zl}\\p{Zp}]+");

    /** Brings the description onto one line; leaves out a command that is not on one line. */
    public ManualStep {
        what = BLANKS.matcher(what).replaceAll(" ").strip();
        command = command.filter(text -> !UNPRINTABLE.matcher(text).find());
    }

    /** Something that no command does. */
    public static ManualStep of(String what) {
        return new ManualStep(what, Optional.empty());
    }

    /** The description, and below it the command on a line of its own. */
    @Override
    public String toString() {
        return command.map(text -> what + "\n    " + text).orElse(what);
    }
}
