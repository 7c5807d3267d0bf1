package io.github.evenkeel.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of the shells for which there is a completion. */
final class ShellNames implements ITypeConverter<String>, Iterable<String> {
    private static final List<String> ALL = List.of("bash", "zsh");

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
