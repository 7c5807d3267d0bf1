package io.github.evenkeel.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ways to show a roll, as the command line names them. */
final class ProgressNames implements ITypeConverter<String>, Iterable<String> {
    static final String AUTO = "auto";
    static final String LIVE = "live";
    static final String LINES = "lines";

    private static final List<String> ALL = List.of(AUTO, LIVE, LINES);

    @Override
    public String convert(String name) {
        if (!ALL.contains(name)) {
            throw new TypeConversionException("'" + name + "' is not one of " + String.join(", ", ALL));
        }
        return name;
    }

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }
}
