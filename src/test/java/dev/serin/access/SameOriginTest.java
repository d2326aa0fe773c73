package dev.serin.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.SmallRyeConfigBuilder;

class SameOriginTest {

    private static final SameOrigin SERIN = new SameOrigin(new SmallRyeConfigBuilder().withMapping(AccessConfig.class)
            .withDefaultValues(Map.of("serin.access.origins", "https://serin.example.org")).build()
            .getConfigMapping(AccessConfig.class));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # Sec-Fetch-Site, Origin,                      Host,           cookies, authorization, passes
            same-origin,      -,                           serin:8080,     true,    false,         true
            same-origin,      null,                        serin:8080,     true,    false,         true
            none,             -,                           serin:8080,     true,    false,         true
            same-site,        http://serin:8080,           serin:8080,     true,    false,         false
            cross-site,       http://serin:8080,           serin:8080,     true,    true,          false
            -,                http://serin:8080,           serin:8080,     true,    false,         true
            -,                https://serin:8080,          serin:8080,     true,    false,         true
            -,                http://serin:8081,           serin:8080,     true,    true,          false
            -,                https://serin.example.org,   10.0.0.7:8080,  true,    false,         true
            -,                https://evil.example.org,    10.0.0.7:8080,  false,   true,          false
            -,                http://serin:8080.evil.org,  serin:8080,     true,    false,         false
            -,                http://serin:8080@evil.org,  serin:8080,     true,    false,         false
            -,                null,                        serin:8080,     true,    true,          false
            -,                null,                        -,              true,    true,          false
            -,                '',                          '',             true,    true,          false
            -,                not an origin,               serin:8080,     true,    true,          false
            -,                -,                           serin:8080,     true,    false,         false
            -,                -,                           serin:8080,     true,    true,          true
            -,                -,                           serin:8080,     false,   true,          true
            -,                -,                           serin:8080,     false,   false,         true
            """)
    void onlyWhatSerinsOwnPagesSendAndWhatNoBrowserSendsMayPass(String fetchSite, String origin, String host, boolean cookies,
            boolean authorization, boolean passes) {
        Optional<String> objection = SERIN.objection(new SameOrigin.Sender(Optional.ofNullable(fetchSite),
                Optional.ofNullable(origin), Optional.ofNullable(host), cookies, authorization));
        assertEquals(passes, objection.isEmpty(), objection.toString());
    }
}
