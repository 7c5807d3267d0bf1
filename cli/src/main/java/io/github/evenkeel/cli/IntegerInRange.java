package io.github.evenkeel.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number that has a least and a greatest value. */
abstract class IntegerInRange implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    IntegerInRange(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public final Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw new TypeConversionException("'" + text + "' is not a number from " + least + " to " + most);
    }
}
