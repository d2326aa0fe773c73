package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Whoever drops a page that was written to loses what was written. */
class MappingTest {

    private static final String CODE = "00410000-03cd4000 r-xp 00010000 fe:00 1310 /serin/serin runner";
    private static final String FIELDS = """
            Size:              58128 kB
            Rss:               31124 kB
            Anonymous:         %d kB
            VmFlags: rd ex mr mw me""";

    private static boolean isAsTheFileHasIt(String head, long anonymousKilobytes) {
        return only(head + "\n" + FIELDS.formatted(anonymousKilobytes)).isAsTheFileHasIt();
    }

    private static Mapping only(String smaps) {
        List<Mapping> mappings = Mapping.read(smaps.lines().toList());
        assertEquals(1, mappings.size());
        return mappings.get(0);
    }

    @Test
    void whatWasNeverWrittenToCanBeReadAgain() {
        assertTrue(isAsTheFileHasIt(CODE, 0));
        assertEquals(new Mapping(0x410000, 0x38c4000, "r-xp", "/serin/serin runner", 0),
                only(CODE + "\n" + FIELDS.formatted(0)));
    }

    @Test
    void whatCouldBeLostIsLeftAlone() {
        assertFalse(isAsTheFileHasIt(CODE, 4), "an address was put right in it when it was loaded");
        assertFalse(isAsTheFileHasIt(CODE.replace("r-xp", "rw-p"), 0), "somebody may write to it at this moment");
        assertFalse(isAsTheFileHasIt(CODE.replace("r-xp", "r-xs"), 0), "it is not Serin's alone");
        assertFalse(isAsTheFileHasIt("7f49b4380000-7f49b5180000 r--p 00000000 00:00 0", 0), "no file has it");
        assertFalse(isAsTheFileHasIt("7f49b4380000-7f49b5180000 r--p 00000000 00:00 0 [vdso]", 0), "no file has it");
        assertFalse(only(CODE).isAsTheFileHasIt(), "the kernel does not say whether it was written to");
    }

    @Test
    void theKernelsOwnListIsRead() throws IOException {
        List<Mapping> mappings = Mapping.read(Files.readAllLines(Path.of("/proc/self/smaps")));
        assertTrue(mappings.stream().anyMatch(mapping -> mapping.isAsTheFileHasIt() && mapping.file().contains("libjvm")));
        assertTrue(mappings.stream().allMatch(mapping -> mapping.bytes() > 0 && mapping.anonymousKilobytes() < Long.MAX_VALUE));
    }
}
