package dev.serin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;

import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.serin.webhook.Receiver;

/** Holds the shape of the code: packages are stages of the flow, and imports only point back along it. */
class ArchitectureTest {

    private static final List<String> FLOW = List.of("canary", "secret", "observation", "policy", "guardrail", "decision",
            "gitops", "journal", "rollout", "events", "webhook", "access", "check", "dashboard", "monitoring");

    private static final JavaClasses SERIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.serin");

    @Test
    void importsOnlyPointBackAlongTheFlow() {
        for (int stage = 0; stage < FLOW.size(); stage++) {
            String[] later = FLOW.subList(stage + 1, FLOW.size()).stream().map(ArchitectureTest::within)
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses().that().resideInAPackage(within(FLOW.get(stage)))
                        .should().dependOnClassesThat().resideInAnyPackage(later).check(SERIN);
            }
        }
    }

    @Test
    void noTwoPackagesImportEachOther() {
        slices().matching("dev.serin.(*)..").should().beFreeOfCycles().check(SERIN);
    }

    @Test
    void everyPackageIsAStageOrTheSimulationOrTheTraining() {
        String[] known = java.util.stream.Stream.concat(FLOW.stream(), java.util.stream.Stream.of("simulation", "training"))
                .map(ArchitectureTest::within).toArray(String[]::new);
        classes().that(resideInAPackage("dev.serin..")).should().resideInAnyPackage(known).check(SERIN);
    }

    @Test
    void simulationAndTrainingArePlainJavaAndNobodyNeedsThem() {
        noClasses().that().resideInAnyPackage(within("simulation"), within("training"))
                .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..")
                .check(SERIN);
        noClasses().that().resideOutsideOfPackages(within("simulation"), within("training"))
                .should().dependOnClassesThat().resideInAPackage(within("simulation")).check(SERIN);
        noClasses().that().resideOutsideOfPackage(within("training"))
                .should().dependOnClassesThat().resideInAPackage(within("training")).check(SERIN);
    }

    @Test
    void metersAndSpansStayOutOfWhatDecides() {
        String[] stages = FLOW.subList(0, FLOW.indexOf("rollout")).stream().map(ArchitectureTest::within)
                .toArray(String[]::new);
        noClasses().that().resideInAnyPackage(stages)
                .should().dependOnClassesThat().resideInAnyPackage("io.micrometer..", "io.opentelemetry..").check(SERIN);
    }

    @Test
    void everyReceiverIsBounded() {
        classes().that().resideInAPackage(within("webhook")).and().areAnnotatedWith(Path.class)
                .should().beAnnotatedWith(Receiver.class).check(SERIN);
    }

    @Test
    void timeAndChanceComeInThroughConstructors() {
        noClasses().should().callMethod(Instant.class, "now")
                .orShould().callMethod(LocalDate.class, "now")
                .orShould().callMethod(LocalDateTime.class, "now")
                .orShould().callMethod(ZonedDateTime.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Math.class, "random")
                .orShould().callConstructor(Random.class).check(SERIN);
        noClasses().that().haveSimpleNameNotEndingWith("SystemClock").and().doNotHaveSimpleName("Demo")
                .and().doNotHaveSimpleName("Train").and().doNotHaveSimpleName("Benchmark")
                .and().doNotHaveSimpleName("StartBenchmark")
                .should().callMethod(Clock.class, "systemUTC")
                .orShould().callMethod(Clock.class, "systemDefaultZone")
                .orShould().callMethod(System.class, "getenv", String.class)
                .orShould().callMethod(System.class, "getenv").check(SERIN);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses().should().haveSimpleNameEndingWith("Impl")
                .orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveSimpleNameEndingWith("Util")
                .orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("DTO").check(SERIN);
    }

    private static String within(String stage) {
        return "dev.serin." + stage + "..";
    }
}
