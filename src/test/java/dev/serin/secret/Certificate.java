package dev.serin.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for localhost, signed by an authority that nobody else knows, as a cluster's issuer does; made with keytool.
 */
public final class Certificate {

    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] { '\n' });

    private final Path folder;

    /** Makes it anew. */
    public Certificate(Path folder) throws IOException {
        this.folder = folder;
        String ca = folder.resolve("ca.p12").toString();
        String request = folder.resolve("request.pem").toString();
        String signed = folder.resolve("signed.pem").toString();
        String store = store().toString();
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=An authority of our own", "-ext", "bc:c",
                "-validity", "2", "-keystore", ca);
        keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", ca, "-file", authority().toString());
        keytool("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "2", "-keystore",
                store);
        keytool("-certreq", "-alias", ALIAS, "-keystore", store, "-file", request);
        keytool("-gencert", "-rfc", "-alias", "ca", "-keystore", ca, "-infile", request, "-outfile", signed, "-ext",
                "san=dns:localhost", "-validity", "2");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", store, "-file", authority().toString());
        keytool("-importcert", "-noprompt", "-alias", ALIAS, "-keystore", store, "-file", signed);
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
    }

    /** The authority's certificate, in PEM: what a client has to trust. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** Key and certificates, for {@link #PASSWORD}. */
    public Path store() {
        return folder.resolve("server.p12");
    }

    public SSLContext forServer() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(opened(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new AssertionError("The certificate just made cannot be used", unusable);
        }
    }

    private KeyStore opened() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
    }

    /** The server's own certificate and its key, for programs that know no key stores. */
    public String pem() throws IOException {
        try {
            return pem("CERTIFICATE", opened().getCertificate(ALIAS).getEncoded())
                    + pem("PRIVATE KEY", opened().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException unusable) {
            throw new AssertionError("The certificate just made cannot be used", unusable);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + PEM.encodeToString(encoded) + "\n-----END " + kind + "-----\n";
    }
}
