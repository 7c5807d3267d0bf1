package io.github.evenkeel.benchmarks.scale;

/**
 * What {@link PreviewOnce} found in one round.
 *
 * @param rawMillis for the lists alone
 * @param previewMillis for the whole preview
 * @param bytes that the lists are long
 * @param steps of the plan
 * @param findings of the plan
 */
record Figures(long rawMillis, long previewMillis, long bytes, int steps, String findings) {
    /** How much longer the preview took. */
    double ratio() {
        return (double) previewMillis / rawMillis;
    }
}
