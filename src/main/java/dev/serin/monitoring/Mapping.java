package dev.serin.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of Serin's address space, as Linux lists it in {@code /proc/self/smaps} (proc_pid_smaps(5)).
 *
 * @param from its first address
 * @param bytes its length
 * @param permissions four characters: {@code r}, {@code w}, {@code x} or {@code -} each, and {@code p} where writes are private
 * @param file what it shows, empty where that is no file
 * @param anonymousKilobytes how much of it is no longer the file's, since it was written to
 */
record Mapping(long from, long bytes, String permissions, String file, long anonymousKilobytes) {

    private static final Pattern HEAD = Pattern
            .compile("(?<from>\\p{XDigit}+)-(?<to>\\p{XDigit}+) (?<permissions>\\S{4}) \\S+ \\S+ \\S+\\s*(?<file>/.*)?.*");
    private static final String ANONYMOUS = "Anonymous:";

    /** @param smaps the lines of the list; those that say something else are passed over */
    static List<Mapping> read(List<String> smaps) {
        List<Mapping> mappings = new ArrayList<>();
        for (String line : smaps) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                mappings.add(of(head));
            } else if (line.startsWith(ANONYMOUS) && !mappings.isEmpty()) {
                mappings.add(mappings.remove(mappings.size() - 1).with(Long.parseLong(line.replaceAll("\\D", ""))));
            }
        }
        return mappings;
    }

    private static Mapping of(Matcher head) {
        long from = Long.parseUnsignedLong(head.group("from"), 16);
        return new Mapping(from, Long.parseUnsignedLong(head.group("to"), 16) - from, head.group("permissions"),
                head.group("file") == null ? "" : head.group("file"), Long.MAX_VALUE);
    }

    private Mapping with(long kilobytes) {
        return new Mapping(from, bytes, permissions, file, kilobytes);
    }

    /** Whether all of it can be read from its file again: nobody has written to it, and nobody can. */
    boolean isAsTheFileHasIt() {
        return permissions.startsWith("r-") && permissions.endsWith("p") && !file.isEmpty() && anonymousKilobytes == 0;
    }
}
