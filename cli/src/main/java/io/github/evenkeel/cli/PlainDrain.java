package io.github.evenkeel.cli;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Parses simple command lines of a drain without picocli: a class archive can't contain picocli's classes, and the
 * start would take half as long again.
 *
 * <p>Picocli handles everything else: help, mistakes and other spellings.
 */
final class PlainDrain {
    private static final Set<String> VALUED = Set.of("--patience", SurgeOption.NAME);

    private final DrainCommand command;
    private final Set<String> seen = new HashSet<>();
    private int names;

    private PlainDrain(DrainCommand command) {
        this.command = command;
    }

    /** Empty if the line is not that of a drain, or not a plain one. */
    static Optional<DrainCommand> read(Streams streams, String... line) {
        if (line.length < 3 || !line[0].equals("drain")) {
            return Optional.empty();
        }
        PlainDrain plain = new PlainDrain(new DrainCommand(streams));
        for (int i = 1; i < line.length; i++) {
            boolean valued = VALUED.contains(line[i]) && i + 1 < line.length;
            if (!(valued ? plain.takesValue(line[i], line[++i]) : plain.takes(line[i]))) {
                return Optional.empty();
            }
        }
        return plain.names == 2 ? Optional.of(plain.command) : Optional.empty();
    }

    private boolean takes(String argument) {
        return argument.startsWith("-") ? takesFlag(argument) : takesName(argument);
    }

    private boolean takesFlag(String flag) {
        switch (flag) {
            case "--plan" -> command.plans = true;
            case "--restore" -> command.restores = true;
            case "--evict-unmanaged" -> command.evictUnmanaged = true;
            case "--keep-empty-dir" -> command.keepEmptyDir = true;
            default -> {
                return false;
            }
        }
        return seen.add(flag) && !(command.plans && command.restores);
    }

    private boolean takesValue(String option, String value) {
        return option.equals("--patience") ? takesPatience(value) : takesSelector(option, value);
    }

    private boolean takesSelector(String option, String selector) {
        if (selector.isEmpty() || !selector.matches("[A-Za-z0-9].*") || !seen.add(option)) {
            return false;
        }
        command.surge.selector = Optional.of(selector);
        return true;
    }

    private boolean takesPatience(String seconds) {
        if (!seconds.matches("[1-9][0-9]{0,2}") || !seen.add("--patience")) {
            return false;
        }
        command.patience = Optional.of(Integer.valueOf(seconds));
        return true;
    }

    /** One that begins with @ is that of a file of arguments. */
    private boolean takesName(String name) {
        if (name.isEmpty() || name.startsWith("@")) {
            return false;
        }
        if (names++ == 0) {
            command.kubeconfig = name;
        } else {
            command.node = name;
        }
        return true;
    }
}
