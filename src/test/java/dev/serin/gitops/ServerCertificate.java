package dev.serin.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for localhost that no public authority has signed. */
final class ServerCertificate {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    /** Makes it anew. */
    ServerCertificate(Path folder) {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "git", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                "-validity", "2", "-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD);
        keytool("-exportcert", "-rfc", "-alias", "git", "-keystore", store().toString(), "-storepass", PASSWORD, "-file",
                pem().toString());
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        GitProgram.run(folder, "openjdk-17-jdk-headless", command);
    }

    private Path store() {
        return folder.resolve("server.p12");
    }

    /** What a client has to trust. */
    Path pem() {
        return folder.resolve("ca.pem");
    }

    SSLContext forServer() {
        try {
            KeyStore store = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new AssertionError("The certificate just made cannot be used", unusable);
        }
    }
}
