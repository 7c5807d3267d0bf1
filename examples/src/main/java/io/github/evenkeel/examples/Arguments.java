package io.github.evenkeel.examples;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Options of a command line: {@code --name value}, and flags without a value. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads a command line.
     *
     * @throws UsageException if it has an option that is neither in {@code valued} nor in {@code flags}
     */
    Arguments(List<String> line, Set<String> valued, Set<String> flags) {
        for (int i = 0; i < line.size(); i++) {
            String option = line.get(i);
            if (flags.contains(option)) {
                values.put(option, "");
            } else if (!valued.contains(option)) {
                throw new UsageException("unknown option '" + option + "'; there are "
                        + Stream.concat(valued.stream(), flags.stream())
                                .sorted()
                                .toList());
            } else if (i + 1 == line.size()) {
                throw new UsageException("option " + option + " lacks its value");
            } else {
                values.put(option, line.get(++i));
            }
        }
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** The option, else the variable of the environment. */
    String required(String option, String variable) {
        return value(option)
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .orElseThrow(() -> new UsageException("needed: " + option + " VALUE, or the variable " + variable));
    }

    int number(String option, int fallback, int least, int most) {
        String text = value(option).orElse(String.valueOf(fallback));
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " is '" + text + "'; needed is a number");
        }
        if (number < least || number > most) {
            throw new UsageException(option + " is " + number + "; needed is " + least + " to " + most);
        }
        return number;
    }

    /** A command line that can't be carried out; the message is for the person who typed it. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
