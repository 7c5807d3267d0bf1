package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;

/** A number of pods, stated as such or as a percentage of a scale. */
final class IntOrPercent {
    private final JsonNode value;

    /** @param value a number, or text such as 25% */
    IntOrPercent(JsonNode value) {
        this.value = value;
    }

    boolean isPercent() {
        return value.isTextual();
    }

    int roundedUp(int scale) {
        return isPercent() ? (int) ((percent() * scale + 99) / 100) : value.asInt();
    }

    int roundedDown(int scale) {
        return isPercent() ? (int) (percent() * scale / 100) : value.asInt();
    }

    private long percent() {
        String text = value.asText();
        try {
            if (text.endsWith("%")) {
                return Long.parseLong(text.substring(0, text.length() - 1));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notPercentage(text), e);
        }
        throw new IllegalArgumentException(notPercentage(text));
    }

    private static String notPercentage(String text) {
        return "invalid value for IntOrString: \"" + text + "\" is neither an integer nor a percentage such as 50%";
    }
}
