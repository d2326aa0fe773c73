package dev.serin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the images without building them: nobody is root, nothing moves by itself, and what is copied exists. */
class DockerfilesTest {

    private static final Path FOLDER = Path.of("src/main/docker");

    /** What the build puts into {@code target}: the executable, the jar, and libraries that come out of jars. */
    private static final Set<String> BUILT = Set.of("target/serin-runner", "target/serin-runner.jar");
    private static final List<String> IN_JARS = List.of("/ai/onnxruntime/native/linux-x64/",
            "/org/sqlite/native/Linux/x86_64/");

    /** Instructions with their lines joined, without comments. */
    private static List<String> instructions(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name)).replaceAll("(?m)^\\s*#.*\\n", "").replace("\\\n", " ");
        return text.lines().map(line -> line.strip().replaceAll("\\s+", " ")).filter(line -> !line.isEmpty()).toList();
    }

    private static List<String> arguments(String name, String instruction) throws IOException {
        return instructions(name).stream().filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void basesAreOfOneVersion(String name) throws IOException {
        for (String from : arguments(name, "FROM")) {
            assertTrue(from.equals("scratch") || from.matches("[\\w./-]+:\\d+\\.\\d+[\\w.-]* AS \\w+"), from);
        }
        assertEquals("scratch", arguments(name, "FROM").get(arguments(name, "FROM").size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void nobodyIsRoot(String name) throws IOException {
        List<String> users = arguments(name, "USER");
        assertEquals(List.of("65532:65532"), users, "a number, or Kubernetes cannot tell that it is not root");
        List<String> all = instructions(name);
        assertTrue(all.indexOf("USER 65532:65532") > all.indexOf("FROM scratch"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void labelsSayWhatItIs(String name) throws IOException {
        String labels = String.join(" ", arguments(name, "LABEL"));
        for (String key : List.of("title", "description", "licenses", "version", "revision")) {
            assertTrue(labels.contains("org.opencontainers.image." + key + "="), key);
        }
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<version>" + argument(name, "VERSION") + "</version>"), "the version of the pom");
    }

    private static String argument(String name, String key) throws IOException {
        return arguments(name, "ARG").stream().filter(arg -> arg.startsWith(key + "=")).findFirst().orElseThrow()
                .substring(key.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void whatIsCopiedExistsAndIsSentToTheBuilder(String name) throws IOException {
        Set<String> sent = new TreeSet<>(Files.readAllLines(Path.of(".dockerignore")));
        for (String source : sources(name)) {
            if (BUILT.contains(source)) {
                assertTrue(sent.contains("!" + source), source);
            } else if (source.startsWith("target/")) {
                assertTrue(sent.contains("!target/*.so") && source.endsWith(".so"), source);
                assertNotNull(inJar(source.substring("target/".length())), source);
            } else {
                assertTrue(sent.contains("!src/main/docker/*") && Files.isRegularFile(Path.of(source)), source);
            }
        }
    }

    private static Object inJar(String library) {
        return IN_JARS.stream().map(folder -> DockerfilesTest.class.getResource(folder + library))
                .filter(found -> found != null).findFirst().orElse(null);
    }

    /** Of files that do not come from an earlier stage. */
    private static List<String> sources(String name) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String copy : arguments(name, "COPY")) {
            List<String> words = List.of(copy.split(" "));
            if (!copy.startsWith("--from")) {
                sources.addAll(words.subList(0, words.size() - 1));
            }
        }
        assertFalse(sources.isEmpty());
        return sources;
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void nothingIsUnpackedAndNothingIsToldToAnybody(String name) throws IOException {
        String entry = String.join(" ", arguments(name, "ENTRYPOINT"));
        assertTrue(entry.contains("-Donnxruntime.native.path=/serin") && entry.contains("-Dorg.sqlite.lib.path=/serin"), entry);
        assertTrue(String.join(" ", arguments(name, "ENV")).contains("ORT_DISABLE_TELEMETRY=1"));
        assertTrue(entry.startsWith("["), "a shell would swallow the signal that stops Serin");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void whatSerinWritesLiesOnVolumes(String name) throws IOException {
        assertEquals(List.of("[\"/data\", \"/tmp\"]"), arguments(name, "VOLUME"));
        assertTrue(String.join(" ", arguments(name, "ENV")).contains("SERIN_JOURNAL_FILE=/data/"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "minimal-root.sh", "aot-cache.sh" })
    void scriptsAreReadByBash(String name) throws IOException, InterruptedException {
        Process check = new ProcessBuilder("bash", "-n", FOLDER.resolve(name).toString()).inheritIO().start();
        assertEquals(0, check.waitFor());
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dockerfile.native", "Dockerfile.jvm" })
    void everyInstructionIsOneThatDockerKnows(String name) throws IOException {
        Set<String> known = Set.of("FROM", "ARG", "LABEL", "COPY", "RUN", "ENV", "VOLUME", "WORKDIR", "EXPOSE", "USER",
                "ENTRYPOINT");
        try (Stream<String> lines = instructions(name).stream()) {
            lines.forEach(line -> assertTrue(known.contains(line.split(" ")[0]), line));
        }
    }
}
