package dev.serin.gitops;

/**
 * One replacement in a text.
 *
 * @param from the first character replaced
 * @param to the first character kept again; equal to {@code from} for an insertion
 */
record Splice(int from, int to, String replacement) {

    static Splice insert(int at, String text) {
        return new Splice(at, at, text);
    }

    static Splice delete(int from, int to) {
        return new Splice(from, to, "");
    }
}
