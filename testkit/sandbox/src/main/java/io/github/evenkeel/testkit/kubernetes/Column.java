package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * Column of a table.
 *
 * @param priority 0 shows it always, 1 with {@code kubectl get -o wide}
 */
record Column(String name, int priority, Function<JsonNode, String> value) {
    /** The text at a path such as {@code /spec/nodeName}, {@code <none>} where there is none. */
    static Column at(String name, String path) {
        return new Column(name, 0, object -> text(object, path));
    }

    /** The number at a path, 0 where there is none. */
    static Column count(String name, String path) {
        return new Column(name, 0, object -> Integer.toString(object.at(path).asInt()));
    }

    static Column of(String name, Function<JsonNode, String> value) {
        return new Column(name, 0, value);
    }

    /** The same column, shown with {@code -o wide} only. */
    Column wide() {
        return new Column(name, 1, value);
    }

    static String text(JsonNode object, String path) {
        String text = object.at(path).asText();
        return text.isEmpty() ? "<none>" : text;
    }
}
