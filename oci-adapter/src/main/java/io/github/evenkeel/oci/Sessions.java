package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.model.BackendSet;
import com.oracle.bmc.loadbalancer.model.LBCookieSessionPersistenceConfigurationDetails;
import com.oracle.bmc.loadbalancer.model.SessionPersistenceConfigurationDetails;
import io.github.evenkeel.spi.SessionPersistence;
import io.github.evenkeel.spi.SessionPersistence.Fallback;
import io.github.evenkeel.spi.SessionPersistence.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps the session persistence of a backend set: by a cookie of the application or of the load balancer, never both.
 *
 * @see <a href="https://docs.oracle.com/iaas/Content/Balance/Reference/sessionpersistence.htm">Session Persistence</a>
 */
final class Sessions {
    private static final String DEFAULT_COOKIE = "X-Oracle-BMC-LBS-Route";

    private Sessions() {}

    static Optional<SessionPersistence> of(BackendSet set) {
        SessionPersistenceConfigurationDetails application = set.getSessionPersistenceConfiguration();
        if (application != null) {
            return Optional.of(persistence(
                    Kind.APPLICATION_COOKIE, application.getCookieName(), application.getDisableFallback()));
        }
        LBCookieSessionPersistenceConfigurationDetails own = set.getLbCookieSessionPersistenceConfiguration();
        return own == null
                ? Optional.empty()
                : Optional.of(persistence(Kind.LOAD_BALANCER_COOKIE, own.getCookieName(), own.getDisableFallback()));
    }

    private static SessionPersistence persistence(Kind kind, @Nullable String cookie, @Nullable Boolean noFallback) {
        return new SessionPersistence(
                kind,
                cookie == null ? DEFAULT_COOKIE : cookie,
                Boolean.TRUE.equals(noFallback) ? Fallback.NONE : Fallback.TO_ANOTHER_BACKEND);
    }
}
