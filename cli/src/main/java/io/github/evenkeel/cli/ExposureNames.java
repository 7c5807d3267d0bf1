package io.github.evenkeel.cli;

import io.github.evenkeel.testkit.Exposure;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of exposures on the command line, such as {@code backend-sets}. */
final class ExposureNames implements ITypeConverter<Exposure>, Iterable<String> {
    private static final List<String> ALL =
            Arrays.stream(Exposure.values()).map(ExposureNames::of).toList();

    @Override
    public Exposure convert(String name) {
        return Arrays.stream(Exposure.values())
                .filter(exposure -> of(exposure).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + name + "' is not one of " + String.join(", ", ALL)));
    }

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }

    private static String of(Exposure exposure) {
        return exposure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
