package dev.serin.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** The fields of a resource as it was written, where a typed reading would already have filled in what is missing. */
record Fields(GenericKubernetesResource resource) {

    /** A text that is not empty. */
    Optional<String> text(String... path) {
        return resource.get((Object[]) path) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    boolean has(String... path) {
        Object value = resource.get((Object[]) path);
        return value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    boolean isTrue(String... path) {
        return Boolean.TRUE.equals(resource.get((Object[]) path));
    }

    /** The maps of a list; none where there is no list. */
    Stream<Map<?, ?>> maps(String... path) {
        return resource.get((Object[]) path) instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).filter(Map.class::isInstance).map(item -> (Map<?, ?>) item)
                : Stream.empty();
    }

    Optional<String> label(String name) {
        return Optional.ofNullable(resource.getMetadata().getLabels()).map(labels -> labels.get(name));
    }

    Map<String, String> annotations() {
        return Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of());
    }
}
