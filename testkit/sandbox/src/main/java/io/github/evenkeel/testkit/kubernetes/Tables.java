package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;

/** Objects as rows of a table, which kubectl asks for to print. */
final class Tables {
    private Tables() {}

    static ObjectNode table(ResourceType type, ArrayNode rows, String revision) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", revision);
        ArrayNode columns = table.putArray("columnDefinitions");
        for (Column column : Columns.of(type)) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", "string")
                    .put("format", column.name().equals("Name") ? "name" : "")
                    .put("description", "")
                    .put("priority", column.priority());
        }
        table.set("rows", rows);
        return table;
    }

    /** @param include the query parameter includeObject: None, Object, or else just the metadata */
    static ObjectNode row(StoredObject object, String include) {
        ObjectNode tree = object.tree();
        ObjectNode row = Json.object();
        ArrayNode cells = row.putArray("cells");
        Columns.of(object.type()).forEach(column -> cells.add(column.value().apply(tree)));
        ObjectNode shown = Json.object();
        if (include.equals("Object")) {
            shown.put("kind", object.type().kind())
                    .put("apiVersion", object.type().apiVersion());
            shown.setAll(tree);
        } else if (!include.equals("None")) {
            shown.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            shown.set("metadata", tree.path("metadata"));
        }
        if (!shown.isEmpty()) {
            row.set("object", shown);
        }
        return row;
    }
}
