package io.github.evenkeel.testkit.oci;

/**
 * Thrown to refuse a call, with status and code for the client.
 *
 * <p>Codes are those of <a href="https://docs.oracle.com/iaas/Content/API/References/apierrors.htm">API Errors</a>.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String text;

    Refusal(int status, String code, String text) {
        super(status + " " + code + ": " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    static Refusal invalid(String text) {
        return new Refusal(400, "InvalidParameter", text);
    }

    static Refusal notFound(String what) {
        return new Refusal(
                404, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not found: " + what);
    }

    /** Load Balancer's answer while it is busy. */
    static Refusal conflict(String text) {
        return new Refusal(409, "Conflict", text);
    }

    /** Container Engine's answer while it is busy. */
    static Refusal incorrectState(String text) {
        return new Refusal(409, "IncorrectState", text);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    OciAnswer answer() {
        return OciAnswer.error(status, code, text);
    }
}
