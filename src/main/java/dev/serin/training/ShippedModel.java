package dev.serin.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

import com.google.protobuf.InvalidProtocolBufferException;

import ai.onnx.proto.OnnxMl;
import dev.serin.canary.Sha256;

/**
 * The model that comes with Serin. Training it again gives its very bytes: the source commit in it is that of the first
 * training, as long as everything else stays the same.
 */
final class ShippedModel {

    static final String SOURCE_COMMIT = "serin.source-commit";

    private static final String RESOURCE = "/policy/policy.onnx";

    private final byte[] bytes;

    /** @param bytes none where no model is shipped */
    ShippedModel(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static ShippedModel load() {
        try (InputStream file = ShippedModel.class.getResourceAsStream(RESOURCE)) {
            return new ShippedModel(file == null ? new byte[0] : file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean is(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    boolean hasSha256(String sha256) {
        return Sha256.hex(bytes).equals(sha256);
    }

    /** What its metadata names; empty where there is no model, or none that names one. */
    Optional<String> sourceCommit() {
        try {
            return OnnxMl.ModelProto.parseFrom(bytes).getMetadataPropsList().stream()
                    .filter(entry -> entry.getKey().equals(SOURCE_COMMIT)).map(OnnxMl.StringStringEntryProto::getValue)
                    .findFirst();
        } catch (InvalidProtocolBufferException noModel) {
            return Optional.empty();
        }
    }
}
