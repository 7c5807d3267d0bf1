package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Serves paged lists. As on the real server, a later page has the revision of the first one, and gets 410 when the
 * changes since then are discarded. It may have objects newer than that revision, whose events a watch sends again.
 */
final class Listing {
    private record Start(long revision, String after) {
        static Start of(String token) {
            try {
                ObjectNode read = Json.parse(Base64.getUrlDecoder().decode(token));
                return new Start(read.path("rv").asLong(), read.path("start").asText());
            } catch (IllegalArgumentException e) {
                throw StatusException.badRequest("continue key is not valid");
            }
        }

        String token() {
            byte[] text = Json.bytes(Json.object().put("rv", revision).put("start", after));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }
    }

    private record Page(long revision, List<StoredObject> items, String next) {}

    private final ObjectStore store;

    Listing(ObjectStore store) {
        this.store = store;
    }

    ApiAnswer list(ApiRequest request, ApiPath path) {
        Page page = page(request, request.selection(path));
        if (request.wantsTable()) {
            ArrayNode rows = Json.object().putArray("rows");
            page.items.forEach(item -> rows.add(Tables.row(item, request.query("includeObject"))));
            return ApiAnswer.of(Tables.table(path.type(), rows, Long.toString(page.revision))
                    .put("continue", page.next));
        }
        return ApiAnswer.raw("application/json", bytes(path.type(), page));
    }

    private Page page(ApiRequest request, Selection selection) {
        String token = request.query("continue");
        // A list "as of any revision" is answered whole: the real server ignores the limit then.
        long limit = request.query("resourceVersion").equals("0") ? 0 : request.number("limit");
        Start start = token.isEmpty() ? new Start(store.revision(), "") : Start.of(token);
        if (!token.isEmpty()) {
            store.log(selection.type()).requireKnown(start.revision);
        }
        List<StoredObject> items = new ArrayList<>();
        for (StoredObject candidate : store.candidates(selection, start.after)) {
            if (selection.matches(candidate)) {
                if (limit > 0 && items.size() == limit) {
                    StoredObject last = items.get(items.size() - 1);
                    return new Page(start.revision, items, new Start(start.revision, place(last)).token());
                }
                items.add(candidate);
            }
        }
        return new Page(start.revision, items, "");
    }

    private static String place(StoredObject object) {
        return object.namespace().isEmpty() ? object.name() : object.namespace() + "/" + object.name();
    }

    /** Put together from the stored texts, since a list may have many thousands of them. */
    private static byte[] bytes(ResourceType type, Page page) {
        ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(page.revision));
        if (!page.next.isEmpty()) {
            metadata.put("continue", page.next);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ("{\"kind\":\"" + type.kind() + "List\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":")
                        .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(Json.bytes(metadata));
        bytes.writeBytes(",\"items\":[".getBytes(StandardCharsets.UTF_8));
        boolean first = true;
        for (StoredObject item : page.items) {
            if (!first) {
                bytes.write(',');
            }
            bytes.writeBytes(item.body());
            first = false;
        }
        bytes.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
