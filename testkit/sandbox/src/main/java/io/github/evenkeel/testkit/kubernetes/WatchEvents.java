package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The events that a watch sends, as its client wants them: objects, or rows of a table. */
final class WatchEvents {
    private final Selection selection;
    private final boolean table;
    private final String include;

    WatchEvents(Selection selection, ApiRequest request) {
        this.selection = selection;
        table = request.wantsTable();
        include = request.query("includeObject");
    }

    byte[] added(StoredObject object) {
        return event("ADDED", object);
    }

    /**
     * What a change means to this watch: an object that is selected no longer counts as deleted, and is shown as it was
     * while it was selected.
     */
    Optional<byte[]> of(Change change) {
        StoredObject before = change.before();
        StoredObject after = change.after();
        boolean was = before != null && selection.matches(before);
        if (after != null && selection.matches(after)) {
            return Optional.of(event(was ? "MODIFIED" : "ADDED", after));
        }
        return before != null && was ? Optional.of(event("DELETED", before.at(change.revision()))) : Optional.empty();
    }

    byte[] bookmark(long revision) {
        ObjectNode object = Json.object()
                .put("kind", selection.type().kind())
                .put("apiVersion", selection.type().apiVersion());
        object.putObject("metadata").put("resourceVersion", Long.toString(revision));
        return Json.bytes(Json.object().put("type", "BOOKMARK").set("object", object));
    }

    static byte[] failed(StatusException why) {
        return Json.bytes(Json.object().put("type", "ERROR").set("object", why.toStatus()));
    }

    private byte[] event(String kind, StoredObject object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("{\"type\":\"" + kind + "\",\"object\":").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(table ? row(object) : ApiAnswer.whole(object));
        bytes.write('}');
        return bytes.toByteArray();
    }

    private byte[] row(StoredObject object) {
        var rows = Json.object().putArray("rows");
        rows.add(Tables.row(object, include));
        return Json.bytes(Tables.table(selection.type(), rows, Long.toString(object.revision())));
    }
}
