package io.github.evenkeel.testkit.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Commit that the engine was built from: with another engine, a seed gives another run. */
final class Commit {
    /** Written by the build; not there, or empty, if that knew of no repository. */
    private static final String FILE = "commit.properties";

    private Commit() {}

    /** Its abbreviated hash, with a word if more was changed; {@code unknown} outside a repository. */
    static String built() {
        Properties properties = new Properties();
        try (InputStream file = Commit.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + FILE, e);
        }
        String hash = properties.getProperty("git.commit.id.abbrev", "");
        boolean changed = Boolean.parseBoolean(properties.getProperty("git.dirty"));
        return hash.isBlank() ? "unknown" : hash + (changed ? " with changes" : "");
    }
}
