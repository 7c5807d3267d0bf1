package io.github.evenkeel.testkit.kubernetes.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses objects by some of their fields, those that the real server allows. Immutable. */
public final class FieldSelector {
    private record Term(String field, String value, Comparison comparison) {
        boolean matches(StoredObject object) {
            boolean equal = SelectableFields.value(object, field).equals(value);
            return (comparison == Comparison.EQUAL) == equal;
        }
    }

    private enum Comparison {
        EQUAL,
        DIFFERENT
    }

    private final List<Term> terms;

    private FieldSelector(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /**
     * Reads the text of a query parameter: {@code spec.nodeName=a,status.phase!=Failed}.
     *
     * @param text null or "" chooses everything
     * @throws StatusException 400 if it can't be understood or the field is not one of the resource's
     */
    public static FieldSelector parse(ResourceType type, @Nullable String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text == null ? new String[0] : text.split(",")) {
            if (!part.isBlank()) {
                terms.add(term(type, part.strip()));
            }
        }
        return new FieldSelector(terms);
    }

    /** The value that a field must have, if it is just one. */
    Optional<String> required(String field) {
        return terms.stream()
                .filter(term -> term.field.equals(field) && term.comparison == Comparison.EQUAL)
                .map(Term::value)
                .findFirst();
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    boolean matches(StoredObject object) {
        for (Term term : terms) {
            if (!term.matches(object)) {
                return false;
            }
        }
        return true;
    }

    private static Term term(ResourceType type, String part) {
        int sign = part.indexOf('=');
        if (sign <= 0) {
            throw StatusException.badRequest("invalid field selector: \"" + part + "\"; can't understand it");
        }
        boolean different = part.charAt(sign - 1) == '!';
        String field = part.substring(0, different ? sign - 1 : sign).strip();
        String value = part.substring(part.startsWith("==", sign) ? sign + 2 : sign + 1)
                .strip();
        if (!SelectableFields.of(type).contains(field)) {
            throw StatusException.badRequest(SelectableFields.unsupported(type, field));
        }
        return new Term(field, value, different ? Comparison.DIFFERENT : Comparison.EQUAL);
    }
}
