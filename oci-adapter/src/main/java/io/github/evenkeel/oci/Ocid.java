package io.github.evenkeel.oci;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Validates identifiers of OCI resources, {@code ocid1.<type>.<realm>.[region].[future use].<unique id>}, as described
 * in <a href="https://docs.oracle.com/iaas/Content/General/Concepts/identifiers.htm">Resource Identifiers</a>.
 */
final class Ocid {
    private static final Pattern FORM =
            Pattern.compile("ocid1\\.([a-z0-9]+)\\.[a-z0-9-]+\\.[a-z0-9-]*(?:\\.[\\w-]*)?\\.[\\w-]+");
    private static final int SHOWN = 80;

    private Ocid() {}

    /** Returns the identifier if it is a cluster's. */
    static String ofCluster(String text) {
        return of("cluster", "an OKE cluster", text);
    }

    /** Returns the identifier if it is a load balancer's, but not a network load balancer's. */
    static String ofLoadBalancer(String text) {
        if ("networkloadbalancer".equals(typeOf(text))) {
            throw new IllegalArgumentException("found the OCID of a network load balancer, " + shown(text)
                    + "; needed that of a load balancer, ocid1.loadbalancer.... The two are different services: use"
                    + " OciNetworkLoadBalancer");
        }
        return of("loadbalancer", "a load balancer", text);
    }

    /** Returns the identifier if it is a compartment's; the root compartment has that of the tenancy. */
    static String ofCompartment(String text) {
        return "tenancy".equals(typeOf(text)) ? text : of("compartment", "a compartment", text);
    }

    /**
     * Returns the identifiers, each once, if they are those of compartments.
     *
     * @param contents what each of them has, for the message if there is none
     */
    static List<String> ofCompartments(Collection<String> texts, String contents) {
        List<String> compartments =
                texts.stream().map(Ocid::ofCompartment).distinct().toList();
        if (compartments.isEmpty()) {
            throw new IllegalArgumentException(
                    "found no compartment; needed the OCID of each one that has " + contents);
        }
        return compartments;
    }

    /** Returns the identifier if it is a network load balancer's, but not a load balancer's. */
    static String ofNetworkLoadBalancer(String text) {
        if ("loadbalancer".equals(typeOf(text))) {
            throw new IllegalArgumentException("found the OCID of a load balancer, " + shown(text)
                    + "; needed that of a network load balancer, ocid1.networkloadbalancer.... The two are different"
                    + " services: use OciLoadBalancer");
        }
        return of("networkloadbalancer", "a network load balancer", text);
    }

    /** Whether that is an identifier of any kind of resource. */
    static boolean isOne(String text) {
        return !typeOf(text).isEmpty();
    }

    private static String of(String type, String owner, String text) {
        String found = typeOf(text);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "found " + shown(text) + ", which is not an OCID; needed the OCID of " + owner + ", such as ocid1."
                            + type + ".oc1.iad.aaaa...; the console shows it in the resource's details");
        }
        if (!found.equals(type)) {
            throw new IllegalArgumentException("found the OCID of another kind of resource (" + found + "), "
                    + shown(text) + "; needed that of " + owner + ", ocid1." + type + "....");
        }
        return text;
    }

    private static String typeOf(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String shown(String text) {
        return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'";
    }
}
