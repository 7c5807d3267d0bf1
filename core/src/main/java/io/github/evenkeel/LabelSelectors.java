package io.github.evenkeel;

import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.PodSelector.Operator;
import io.github.evenkeel.spi.PodSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads label selectors as kubectl has them. */
final class LabelSelectors {
    private static final String KEY = "([A-Za-z0-9][A-Za-z0-9._/-]*)";
    private static final String VALUE = "([A-Za-z0-9._-]*)";
    private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([A-Za-z0-9._,\\s-]*)\\)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*" + KEY);

    /** A comma that is not within parentheses. */
    private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");

    private LabelSelectors() {}

    static PodSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        for (String part : BETWEEN.split(text, -1)) {
            requirements.add(requirement(part.strip(), text));
        }
        return new PodSelector(requirements);
    }

    private static Requirement requirement(String part, String text) {
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            Operator operator = equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
            return new Requirement(equality.group(1), operator, Set.of(equality.group(3)));
        }
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            Operator operator = set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
            return new Requirement(set.group(1), operator, values(set.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(part);
        if (existence.matches()) {
            Operator operator = existence.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
            return new Requirement(existence.group(2), operator, Set.of());
        }
        throw new IllegalArgumentException("the label selector is '" + text + "', of which '" + part
                + "' is none; needed are key=value, key!=value, key in (a,b), key notin (a,b), key or !key, separated by"
                + " commas");
    }

    private static Set<String> values(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }
}
