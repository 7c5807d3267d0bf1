package io.github.evenkeel;

/** Distribution over the domains of a region of the nodes that a rollout has under way at once. More may come. */
public enum Spread {
    /** Any nodes may be under way together. */
    NONE("over any domains"),
    /** Nodes of one availability domain at a time. */
    ONE_AVAILABILITY_DOMAIN("in one availability domain at a time"),
    /** Nodes of one fault domain of one availability domain at a time. */
    ONE_FAULT_DOMAIN("in one fault domain at a time"),
    /** In each availability domain its share of the nodes that may be under way, rounded up. */
    EVEN_AVAILABILITY_DOMAINS("evenly over availability domains"),
    /** In each fault domain its share of the nodes that may be under way, rounded up. */
    EVEN_FAULT_DOMAINS("evenly over fault domains");

    private final String words;

    Spread(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }
}
