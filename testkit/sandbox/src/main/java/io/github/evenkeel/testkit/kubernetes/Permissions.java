package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Permissions of users: all, unless a user is bound to a role or a test has withheld one. Thread-safe. */
final class Permissions {
    private record Withheld(String user, String verb, String resource) {}

    private final Map<String, List<PolicyRule>> rules = new ConcurrentHashMap<>();
    private final Set<Withheld> withheld = ConcurrentHashMap.newKeySet();

    void bind(String user, ClusterRole role) {
        rules.put(user, List.copyOf(role.getRules()));
    }

    void withhold(String user, String verb, String resource) {
        withheld.add(new Withheld(user, verb, resource));
    }

    void giveBack(String user) {
        withheld.removeIf(each -> each.user.equals(user));
    }

    /** @throws StatusException 403 if the user may not do it */
    void check(String user, Verb verb, ApiPath path) {
        String group = path.type().group();
        if (!allows(user, verb.toString(), group, path.resource(), path.name())) {
            String where = path.namespace().isEmpty()
                    ? "at the cluster scope"
                    : "in the namespace \"" + path.namespace() + "\"";
            throw StatusException.forbidden(
                    path.type(),
                    path.name(),
                    "User \"" + user + "\" cannot " + verb + " resource \"" + path.resource() + "\" in API group \""
                            + group + "\" " + where);
        }
    }

    /** @throws StatusException 403 if the user may not do it */
    void checkUrl(String user, String verb, String url) {
        List<PolicyRule> bound = rules.get(user);
        boolean allowed = bound == null
                || bound.stream()
                        .anyMatch(rule -> names(rule.getVerbs(), verb) && names(rule.getNonResourceURLs(), url));
        if (!allowed || withheld.contains(new Withheld(user, verb, url))) {
            throw StatusException.of(
                    403, "Forbidden", "forbidden: User \"" + user + "\" cannot " + verb + " path \"" + url + "\"");
        }
    }

    /** Answers a SelfSubjectAccessReview. */
    ObjectNode review(String user, ObjectNode review) {
        JsonNode asked = review.path("spec").path("resourceAttributes");
        String subresource = asked.path("subresource").asText();
        String resource = asked.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
        boolean allowed = allows(
                user,
                asked.path("verb").asText(),
                asked.path("group").asText(),
                resource,
                asked.path("name").asText());
        review.putObject("status").put("allowed", allowed);
        return review;
    }

    private boolean allows(String user, String verb, String group, String resource, String name) {
        if (withheld.contains(new Withheld(user, verb, resource))) {
            return false;
        }
        List<PolicyRule> bound = rules.get(user);
        return bound == null
                || bound.stream()
                        .anyMatch(rule -> names(rule.getVerbs(), verb)
                                && names(rule.getApiGroups(), group)
                                && names(rule.getResources(), resource)
                                && (rule.getResourceNames().isEmpty()
                                        || rule.getResourceNames().contains(name)));
    }

    private static boolean names(List<String> granted, String asked) {
        return granted.contains(asked) || granted.contains("*");
    }
}
