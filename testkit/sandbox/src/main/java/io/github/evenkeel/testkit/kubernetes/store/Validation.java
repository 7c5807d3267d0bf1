package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the real server that a wrong manifest or a wrong client is likely to fail. */
final class Validation {
    private static final int LONGEST_NAME = 253;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Set<ResourceType> WITH_TEMPLATE = Set.of(
            ResourceTypes.DEPLOYMENTS,
            ResourceTypes.REPLICA_SETS,
            ResourceTypes.STATEFUL_SETS,
            ResourceTypes.DAEMON_SETS);

    private Validation() {}

    static void created(ResourceType type, ObjectNode object) {
        String name = object.path("metadata").path("name").asText();
        if (name.isEmpty()) {
            throw required(type, name, "metadata.name", "name or generateName is required");
        }
        if (name.length() > LONGEST_NAME || !SUBDOMAIN.matcher(name).matches()) {
            throw StatusException.invalid(
                    type,
                    name,
                    "metadata.name",
                    "FieldValueInvalid",
                    "Invalid value: \"" + name + "\": a lowercase RFC 1123 subdomain must consist of lower case"
                            + " alphanumeric characters, '-' or '.', and must start and end with an alphanumeric"
                            + " character");
        }
        if (type.equals(ResourceTypes.PODS)) {
            containers(type, name, object.path("spec"), "spec");
        } else if (WITH_TEMPLATE.contains(type)) {
            template(type, name, object.path("spec"));
        } else if (type.equals(ResourceTypes.DISRUPTION_BUDGETS)) {
            budget(name, object.path("spec"));
        }
    }

    /** Checks an update through the resource itself. */
    static void updated(StoredObject current, ObjectNode before, ObjectNode after) {
        if (current.type().equals(ResourceTypes.PODS)
                && !fixedPart(before.path("spec")).equals(fixedPart(after.path("spec")))) {
            throw StatusException.invalid(
                    current.type(),
                    current.name(),
                    "spec",
                    "FieldValueForbidden",
                    "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
                            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
                            + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be"
                            + " set to 1 if it was previously negative)");
        }
        if (WITH_TEMPLATE.contains(current.type())) {
            if (!before.path("spec").path("selector").equals(after.path("spec").path("selector"))) {
                throw StatusException.invalid(
                        current.type(),
                        current.name(),
                        "spec.selector",
                        "FieldValueInvalid",
                        "Invalid value: field is immutable");
            }
            template(current.type(), current.name(), after.path("spec"));
        } else if (current.type().equals(ResourceTypes.DISRUPTION_BUDGETS)) {
            budget(current.name(), after.path("spec"));
        }
    }

    private static JsonNode fixedPart(JsonNode spec) {
        if (!(spec instanceof ObjectNode object)) {
            return spec;
        }
        ObjectNode fixed = object.deepCopy();
        fixed.remove(List.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds"));
        for (String list : List.of("containers", "initContainers")) {
            fixed.path(list).forEach(container -> ((ObjectNode) container).remove("image"));
        }
        return fixed;
    }

    private static void containers(ResourceType type, String name, JsonNode spec, String path) {
        if (spec.path("containers").isEmpty()) {
            throw required(type, name, path + ".containers", "");
        }
        int index = 0;
        for (JsonNode container : spec.path("containers")) {
            if (container.path("name").asText().isEmpty()) {
                throw required(type, name, path + ".containers[" + index + "].name", "");
            }
            index++;
        }
    }

    private static void template(ResourceType type, String name, JsonNode spec) {
        if (!spec.path("selector").isObject()) {
            throw required(type, name, "spec.selector", "");
        }
        JsonNode template = spec.path("template");
        containers(type, name, template.path("spec"), "spec.template.spec");
        Map<String, String> labels = new HashMap<>();
        template.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        if (!LabelSelector.of(spec.path("selector")).matches(labels)) {
            throw StatusException.invalid(
                    type,
                    name,
                    "spec.template.metadata.labels",
                    "FieldValueInvalid",
                    "Invalid value: " + labels + ": `selector` does not match template `labels`");
        }
    }

    private static void budget(String name, JsonNode spec) {
        if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
            throw StatusException.invalid(
                    ResourceTypes.DISRUPTION_BUDGETS,
                    name,
                    "spec",
                    "FieldValueInvalid",
                    "Invalid value: minAvailable and maxUnavailable cannot be both set");
        }
    }

    private static StatusException required(ResourceType type, String name, String field, String what) {
        return StatusException.invalid(
                type, name, field, "FieldValueRequired", "Required value" + (what.isEmpty() ? "" : ": " + what));
    }
}
