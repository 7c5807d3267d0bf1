package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Thrown for a response that is not a success, with the Status object for the client. Codes, reasons and messages are
 * those of the real server. It has no stack trace, as refusals are frequent.
 */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Machine-readable cause.
     *
     * @param reason such as DisruptionBudget
     * @param message readable
     * @param field path of the field at fault, "" for none
     */
    public record Cause(String reason, String message, String field) implements Serializable {}

    private final int code;
    private final String reason;
    private String name = "";
    private String group = "";
    private String kind = "";
    private int retryAfterSeconds;
    private final ArrayList<Cause> causes = new ArrayList<>();

    private StatusException(int code, String reason, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /** Any code; the reason is "" where the real server gives none. */
    public static StatusException of(int code, String reason, String message) {
        return new StatusException(code, reason, message);
    }

    /** 400. */
    public static StatusException badRequest(String message) {
        return new StatusException(400, "BadRequest", message);
    }

    /** 404. */
    public static StatusException notFound(ResourceType type, String name) {
        return new StatusException(404, "NotFound", type.qualifiedName() + " \"" + name + "\" not found")
                .about(type, name);
    }

    /** 409: the name is taken. */
    public static StatusException alreadyExists(ResourceType type, String name) {
        return new StatusException(409, "AlreadyExists", type.qualifiedName() + " \"" + name + "\" already exists")
                .about(type, name);
    }

    /** 409: the object is not in the state that the request supposes. */
    public static StatusException conflict(ResourceType type, String name, String why) {
        return new StatusException(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on " + type.qualifiedName() + " \"" + name + "\": " + why)
                .about(type, name);
    }

    /** 409: the update was made from an older version of the object. */
    public static StatusException modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** 403. */
    public static StatusException forbidden(ResourceType type, String name, String why) {
        String object = name.isEmpty() ? type.qualifiedName() : type.qualifiedName() + " \"" + name + "\"";
        return new StatusException(403, "Forbidden", object + " is forbidden: " + why).about(type, name);
    }

    /** 410: what the client wants to go on from is no longer known. */
    public static StatusException expired(String message) {
        return new StatusException(410, "Expired", message);
    }

    /** 422: a value of the object is not allowed. */
    public static StatusException invalid(ResourceType type, String name, String field, String reason, String problem) {
        StatusException invalid = new StatusException(
                422,
                "Invalid",
                (type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group()) + " \"" + name
                        + "\" is invalid: " + field + ": " + problem);
        invalid.about(type, name).because(new Cause(reason, problem, field));
        invalid.kind = type.kind();
        return invalid;
    }

    /** 429. */
    public static StatusException tooManyRequests(String message, int retryAfterSeconds) {
        StatusException refusal = new StatusException(429, "TooManyRequests", message);
        refusal.retryAfterSeconds = retryAfterSeconds;
        return refusal;
    }

    /** Names the object. */
    public StatusException about(ResourceType type, String objectName) {
        name = objectName;
        group = type.group();
        kind = type.plural();
        return this;
    }

    /** Adds a cause. */
    public StatusException because(Cause cause) {
        causes.add(cause);
        return this;
    }

    /** After how many seconds to ask again; 0 says nothing. */
    public StatusException retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** The HTTP status. */
    public int code() {
        return code;
    }

    /** Such as Conflict. */
    public String reason() {
        return reason;
    }

    /** After how many seconds to ask again; 0 for no advice. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The causes so far. */
    public List<Cause> causes() {
        return List.copyOf(causes);
    }

    /** The object that the client gets. */
    public ObjectNode toStatus() {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        ObjectNode details = details();
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    private ObjectNode details() {
        ObjectNode details = Json.object();
        putUnlessEmpty(details, "name", name);
        putUnlessEmpty(details, "group", group);
        putUnlessEmpty(details, "kind", kind);
        if (!causes.isEmpty()) {
            ArrayNode array = details.putArray("causes");
            for (Cause cause : causes) {
                ObjectNode node =
                        array.addObject().put("reason", cause.reason()).put("message", cause.message());
                putUnlessEmpty(node, "field", cause.field());
            }
        }
        if (retryAfterSeconds > 0) {
            details.put("retryAfterSeconds", retryAfterSeconds);
        }
        return details;
    }

    private static void putUnlessEmpty(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
