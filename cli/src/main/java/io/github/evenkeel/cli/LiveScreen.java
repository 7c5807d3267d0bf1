package io.github.evenkeel.cli;

import io.github.evenkeel.cli.LiveFrame.Line;
import io.github.evenkeel.cli.LiveFrame.Tone;
import java.io.PrintStream;
import java.util.List;

/** Draws pictures on a terminal, each one over the one before. Not thread-safe. */
final class LiveScreen {
    private static final String ESCAPE = "\u001b[";
    private static final String TO_THE_END_OF_THE_LINE = ESCAPE + "K";
    private static final String TO_THE_END_OF_THE_SCREEN = ESCAPE + "J";
    private static final String PLAIN = ESCAPE + "0m";

    private final PrintStream out;
    private int drawn;

    LiveScreen(PrintStream out) {
        this.out = out;
    }

    void draw(List<Line> lines, boolean colours) {
        StringBuilder picture = new StringBuilder();
        if (drawn > 0) {
            picture.append(ESCAPE).append(drawn).append('A');
        }
        for (Line line : lines) {
            String colour = colours ? colour(line.tone()) : "";
            picture.append('\r')
                    .append(colour)
                    .append(line.text())
                    .append(colour.isEmpty() ? "" : PLAIN)
                    .append(TO_THE_END_OF_THE_LINE)
                    .append('\n');
        }
        picture.append(TO_THE_END_OF_THE_SCREEN);
        out.print(picture);
        out.flush();
        drawn = lines.size();
    }

    private static String colour(Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case UNDER_WAY -> ESCAPE + "33m";
            case DONE -> ESCAPE + "32m";
            case WRONG -> ESCAPE + "31m";
        };
    }
}
