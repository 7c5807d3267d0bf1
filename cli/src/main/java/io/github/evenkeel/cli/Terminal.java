package io.github.evenkeel.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Size of a terminal, and whether it shows colours.
 *
 * @param width in characters
 * @param height in lines
 */
record Terminal(int width, int height, boolean colours) {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;
    private static final int NARROWEST = 40;
    private static final int LOWEST = 8;
    private static final long ATMOST_MILLIS = 500;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");

    /** The terminal that this process writes to; empty if it writes to a file or a pipe, or to a dumb terminal. */
    static Optional<Terminal> ofTheProcess() {
        Map<String, String> variables = System.getenv();
        boolean dumb = variables.getOrDefault("TERM", "").equals("dumb");
        return isThere(System.console()) && !dumb ? Optional.of(now(variables)) : Optional.empty();
    }

    /** One of the usual size, without colours. */
    static Terminal unknown() {
        return new Terminal(WIDTH, HEIGHT, false);
    }

    /** The same terminal with the size that it has by now. */
    Terminal measured() {
        return new Terminal(0, 0, colours).sized(size());
    }

    private static Terminal now(Map<String, String> variables) {
        boolean colours = variables.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(0, 0, colours).sized(size());
    }

    /** @param rowsAndColumns as {@code stty size} prints them */
    Terminal sized(String rowsAndColumns) {
        Matcher size = SIZE.matcher(rowsAndColumns);
        if (!size.matches() || size.group(1).equals("0") || size.group(2).equals("0")) {
            return new Terminal(WIDTH, HEIGHT, colours);
        }
        return new Terminal(
                Math.max(NARROWEST, Integer.parseInt(size.group(2))),
                Math.max(LOWEST, Integer.parseInt(size.group(1))),
                colours);
    }

    /** From Java 22 on, there is a console without a terminal, too. */
    private static boolean isThere(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Rows and columns; empty if they are not known. */
    private static String size() {
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return "";
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(ATMOST_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
