package io.github.evenkeel.logbook;

import io.github.evenkeel.spi.Backend;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A backend of a node as it was when it was found.
 *
 * @param loadBalancer identity for the provider
 * @param set name of the backend set
 * @param backend its settings
 * @param idleTimeout the longest of the set's listeners
 */
public record BackendNotes(String loadBalancer, String set, Backend backend, Duration idleTimeout) {
    private static final int FIELDS = 8;

    static BackendNotes parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("found backend '" + text + "', needed " + FIELDS + " fields");
        }
        Set<Backend.Mode> modes = Arrays.stream(fields[6].split("\\+"))
                .filter(mode -> !mode.isEmpty())
                .map(Backend.Mode::valueOf)
                .collect(Collectors.toSet());
        return new BackendNotes(
                decoded(fields[0]),
                decoded(fields[1]),
                new Backend(
                        fields[2],
                        Integer.parseInt(fields[3]),
                        Integer.parseInt(fields[4]),
                        Integer.parseInt(fields[5]),
                        modes),
                Duration.ofSeconds(Long.parseLong(fields[7])));
    }

    String text() {
        String modes = new TreeSet<>(backend.modes()).stream().map(Enum::name).collect(Collectors.joining("+"));
        return String.join(
                ",",
                encoded(loadBalancer),
                encoded(set),
                backend.address(),
                Integer.toString(backend.port()),
                Integer.toString(backend.weight()),
                Integer.toString(backend.maxConnections()),
                modes,
                Long.toString(idleTimeout.toSeconds()));
    }

    /** Without commas and spaces. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
