package io.github.evenkeel.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A few names of which an argument has to be one; shells complete them. */
abstract class OneOf implements ITypeConverter<String>, Iterable<String> {
    private final List<String> names;

    OneOf(String... names) {
        this.names = List.of(names);
    }

    @Override
    public final String convert(String name) {
        if (!names.contains(name)) {
            throw new TypeConversionException("'" + name + "' is not one of " + String.join(", ", names));
        }
        return name;
    }

    @Override
    public final Iterator<String> iterator() {
        return names.iterator();
    }
}
