package io.github.evenkeel.micrometer;

import java.util.Locale;

/** Values of tags. */
final class Tags {
    private Tags() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** First word of an operation, which says what is done; the rest names what it is done to. */
    static String verb(String operation) {
        int space = operation.indexOf(' ');
        return space < 0 ? operation : operation.substring(0, space);
    }
}
