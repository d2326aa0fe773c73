package dev.serin.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A Secret as the kubelet mounts it: each key is a link into {@code ..data}, itself a link to the folder of one version, and a
 * new version is put in place by renaming a new {@code ..data} over the old one (AtomicWriter in pkg/volume/util).
 */
public final class MountedSecret {

    private final Path folder;
    private int version;

    public MountedSecret(Path folder, Map<String, String> texts) throws IOException {
        this.folder = folder;
        replace(texts);
        for (String key : texts.keySet()) {
            Files.createSymbolicLink(folder.resolve(key), Path.of("..data", key));
        }
    }

    public Path folder() {
        return folder;
    }

    public Path file(String key) {
        return folder.resolve(key);
    }

    public void replace(Map<String, String> texts) throws IOException {
        Path next = Files.createDirectory(folder.resolve("..version_" + ++version));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(next.resolve(text.getKey()), text.getValue());
        }
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), next.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
