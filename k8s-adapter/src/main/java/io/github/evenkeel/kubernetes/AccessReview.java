package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.github.evenkeel.spi.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds missing permissions by asking the API server for each of them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access">Checking
 *     API access</a>
 */
final class AccessReview {
    private static final String PATH = "apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final int FORBIDDEN = 403;

    private final ApiServer server;

    AccessReview(ApiServer server) {
        this.server = server;
    }

    /** Missing permissions, as {@link Permission#toString} writes them. */
    List<String> missing(Purpose purpose) {
        return Stream.of(Permission.values())
                .filter(permission -> permission.purpose().equals(Optional.of(purpose)))
                .filter(permission -> !granted(permission))
                .map(Permission::toString)
                .toList();
    }

    /**
     * A client that may create reviews is told each other permission. One that may not lacks only that one, as far as
     * is known.
     */
    private boolean granted(Permission permission) {
        ApiAnswer answer = server.send(
                new ApiCall(Permission.REVIEW_ACCESS, "for " + permission, PATH, server.json(question(permission))));
        if (permission == Permission.REVIEW_ACCESS) {
            return answer.code() != FORBIDDEN;
        }
        if (answer.code() == FORBIDDEN) {
            return true;
        }
        SelfSubjectAccessReview review = answer.as(SelfSubjectAccessReview.class);
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }

    /** The review covers all namespaces: an empty namespace means all. */
    private static SelfSubjectAccessReview question(Permission permission) {
        String[] resource = permission.resource().split("/", 2);
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace("")
                .withVerb(permission.verb())
                .withGroup(permission.group())
                .withResource(resource[0])
                .withSubresource(resource.length == 2 ? resource[1] : "")
                .endResourceAttributes()
                .endSpec()
                .build();
    }
}
