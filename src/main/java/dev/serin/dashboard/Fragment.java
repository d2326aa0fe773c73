package dev.serin.dashboard;

/**
 * A part of a page that is replaced as a whole when it has changed.
 *
 * @param id of its one element
 * @param html that element
 */
public record Fragment(String id, String html) {
}
