package io.github.evenkeel.report;

/** HTML that is being made: text and values of attributes are escaped, whatever they contain. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Escapes a text for HTML, within an element or within the quotes of an attribute. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            switch (one) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(one) && one != '\n' && one != '\t' ? '\ufffd' : one);
            }
        }
        return safe.toString();
    }

    /** Opens an element; attributes are names and values in turn. */
    Html open(String element, String... attributes) {
        html.append('<').append(element);
        for (int at = 0; at < attributes.length; at += 2) {
            html.append(' ')
                    .append(attributes[at])
                    .append("=\"")
                    .append(escaped(attributes[at + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    Html close(String element) {
        html.append("</").append(element).append('>');
        return this;
    }

    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element with a text in it. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
