package dev.serin.training.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.InvalidField;

class PetShopTest {

    private static final Path TRACES = Path.of("src/test/resources/traces");

    private static ServiceTrace service(String name) {
        return PetShop.read(TRACES).stream().filter(trace -> trace.service().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyServiceIsReadUnderTheNameOfItsLoad() {
        assertEquals(List.of("some-load/checkout", "some-load/search"),
                PetShop.read(TRACES).stream().map(ServiceTrace::name).toList());
    }

    @Test
    void aRowTellsRequestsErrorsAndLatency() {
        TraceRow row = service("checkout").rows().get(1).orElseThrow();
        assertEquals(660, row.requests());
        assertEquals(0.01, row.errorShare(), 1e-12);
        assertEquals(400, row.latency().p99Millis(), 1e-9);
        assertEquals(0.9, row.latency().shareBelow(100), 1e-9);
    }

    @Test
    void aRowIsAGapWhereAnyNumberIsMissing() {
        List<Optional<TraceRow>> rows = service("search").rows();
        assertEquals(List.of(true, false, false), rows.stream().map(Optional::isPresent).toList());
    }

    @Test
    void whatATeamKnowsOfItsServiceIsTheMeanOfTheRows() {
        assertEquals(2, service("checkout").facts().requestsPerSecond(), 1e-12);
        assertEquals((600 * 0.005 + 660 * 0.01) / 1800, service("checkout").facts().errorShare(), 1e-12);
        assertEquals(400, service("checkout").facts().latencyP99Millis(), 1e-9);
    }

    @Test
    void aDirectoryWithoutTracesIsRefused(@TempDir Path empty) {
        assertTrue(assertThrows(InvalidField.class, () -> PetShop.read(empty)).getMessage().contains("noissue/metrics.csv"));
        assertThrows(InvalidField.class, () -> PetShop.read(empty.resolve("none")));
    }

    @Test
    void whatIsNoNumberIsRefusedWithTheNameOfItsColumn() {
        List<String> lines = List.of("microservice,cart", "metric,requests", "statistic,Sum", "unix_timestamp,", "1,many");
        assertTrue(assertThrows(InvalidField.class, () -> PetShop.parse("load", lines)).getMessage()
                .contains("of cart have a requests Sum that is no number"));
    }

    @Test
    void quotedCellsAreRefusedInsteadOfSplit() {
        List<String> lines = List.of("microservice,\"a,b\"", "metric,requests", "statistic,Sum", "unix_timestamp,", "1,2");
        assertThrows(InvalidField.class, () -> PetShop.parse("load", lines));
    }
}
