package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

import dev.serin.canary.InvalidField;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

class EvidenceConfigTest {

    @Test
    void theDefaultsOfTheConfigurationAreThoseOfTheCode() {
        assertEquals(Tolerances.DEFAULT, config("serin.evidence.noise", "0.25").tolerances());
    }

    @Test
    void limitsInTheWrongOrderAreRefused() {
        EvidenceConfig config = config("serin.evidence.errors.safe-ratio", "1.2");
        assertThrows(InvalidField.class, config::tolerances);
    }

    private static EvidenceConfig config(String key, String value) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withConverters(new Converter<?>[] { new DurationConverter() })
                .withMapping(EvidenceConfig.class).withDefaultValue(key, value).build().getConfigMapping(EvidenceConfig.class);
    }
}
