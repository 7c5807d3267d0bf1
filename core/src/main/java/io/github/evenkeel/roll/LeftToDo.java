package io.github.evenkeel.roll;

import java.util.Optional;

/** One thing that a person has to do. */
final class LeftToDo {
    private LeftToDo() {}

    /** A command with what it is for as its comment, so that the whole line can be pasted into a shell. */
    static String line(Optional<String> command, String what) {
        String oneLine = what.replaceAll("\\s*\\R\\s*", " ");
        return command.map(text -> text + "  # " + oneLine).orElse(oneLine);
    }
}
