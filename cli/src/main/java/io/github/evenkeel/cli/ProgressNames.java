package io.github.evenkeel.cli;

/** Ways to show a roll, as the command line names them. */
final class ProgressNames extends OneOf {
    static final String AUTO = "auto";
    static final String LIVE = "live";
    static final String LINES = "lines";

    ProgressNames() {
        super(AUTO, LIVE, LINES);
    }
}
