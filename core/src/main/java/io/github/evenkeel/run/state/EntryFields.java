package io.github.evenkeel.run.state;

import java.util.Set;
import java.util.regex.Pattern;

/** Validates the values of an entry. Each method refuses an invalid value, with the field and the expected form. */
public final class EntryFields {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]{1,1000}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private EntryFields() {}

    /** A text without spaces and control characters. */
    public static String one(String field, String text) {
        return matching(field, text, WORD, "one word");
    }

    public static String matching(String field, String text, Pattern form, String needed) {
        if (!form.matcher(text).matches()) {
            throw refused(field, text, needed);
        }
        return text;
    }

    public static int number(String field, String text, int least, int most) {
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw refused(field, text, "a number from " + least + " to " + most);
        }
        return (int) number;
    }

    public static <E extends Enum<E>> E oneOf(String field, String text, Set<E> allowed) {
        return allowed.stream()
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> refused(field, text, "one of " + allowed));
    }

    public static IllegalArgumentException refused(String field, String text, String needed) {
        return new IllegalArgumentException("field " + field + " '" + text + "', which is not " + needed);
    }
}
