package io.github.evenkeel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses the address of a probe, and redacts it for messages: its query and its user info may hold a token. */
final class ProbeAddress {
    private static final Pattern USER_INFO = Pattern.compile("//[^/]*@");
    private static final Pattern QUERY_AND_FRAGMENT = Pattern.compile("[?#].*", Pattern.DOTALL);

    private ProbeAddress() {}

    /** @throws IllegalArgumentException if it is no http or https address */
    static URI parse(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message holds the whole address.
        }
        throw new IllegalArgumentException(
                "'" + told(address) + "' can't be probed; an address looks like https://shop.example.com/health");
    }

    static String told(String address) {
        String withoutQuery = QUERY_AND_FRAGMENT.matcher(address).replaceFirst("");
        String rest = address.indexOf('?') < 0 ? "" : "?...";
        return USER_INFO.matcher(withoutQuery).replaceFirst("//") + rest;
    }

    /** Redacts a message that may quote the address. */
    static String withoutQuery(URI address, String message) {
        String told = message.replace(address.toString(), told(address.toString()));
        String query = address.getRawQuery();
        return query == null || query.isEmpty() ? told : told.replace(query, "...");
    }
}
