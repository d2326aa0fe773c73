package dev.serin.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ImageMode;
import io.quarkus.scheduler.Scheduled;

/**
 * Keeps the executable's resident memory near what Serin uses. Its code and its constants are pages of files; each counts as
 * Serin's from its first use on, with its fifteen neighbours, and most are used once, at the start. Handed back, they stay in
 * the kernel's cache, from where those that are used come again without a read.
 */
@ApplicationScoped
class UnusedPages {

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    /** In an executable on Linux; a Java virtual machine has little of this kind. */
    @Scheduled(every = "30s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void handBack() {
        if (ImageMode.current() != ImageMode.NATIVE_RUN || !Files.isReadable(MAPPINGS)) {
            return;
        }
        try {
            Mapping.read(Files.readAllLines(MAPPINGS)).stream().filter(Mapping::isAsTheFileHasIt)
                    .forEach(mapping -> handBack(mapping.from(), mapping.bytes()));
        } catch (IOException unreadable) {
            Log.debug("The pages that are not used stay where they are", unreadable);
        }
    }

    /** What the executable does instead stands in {@link PagesOfTheExecutable}. */
    private static void handBack(long from, long bytes) {
        throw new IllegalStateException("Only an executable hands back pages: " + bytes + " bytes at " + from);
    }
}
