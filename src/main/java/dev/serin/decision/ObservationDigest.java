package dev.serin.decision;

import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import dev.serin.canary.Sha256;
import dev.serin.observation.Observation;

/** The SHA-256 of an observation's JSON with the entries of maps in the order of their keys, as 64 hexadecimal digits. */
public final class ObservationDigest implements Function<Observation, String> {

    private final ObjectMapper json;

    /** @param json any mapper; all replicas must use the same for the same digest */
    public ObservationDigest(ObjectMapper json) {
        this.json = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    @Override
    public String apply(Observation observation) {
        try {
            return Sha256.hex(json.writeValueAsBytes(observation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An observation is always JSON", e);
        }
    }
}
