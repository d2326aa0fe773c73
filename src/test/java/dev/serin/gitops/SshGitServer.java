package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.serin.release.FreePort;

/** The real sshd of OpenSSH on a free port, with its own host key and one client who may enter. */
final class SshGitServer implements AutoCloseable {

    private final Path folder;
    private final Process sshd;
    private final int port;

    /** @param authorizedKey the public key file of the client */
    SshGitServer(Path folder, Path authorizedKey) {
        try {
            this.folder = Files.createDirectories(folder.resolve("sshd"));
            this.port = FreePort.find();
            keyPair(hostKey(), "");
            this.sshd = start(authorizedKey);
            awaitReady();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void keyPair(Path file, String passphrase) {
        GitProgram.run(file.getParent(), "openssh-client",
                List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", file.toString()));
    }

    private Path hostKey() {
        return folder.resolve("host_key");
    }

    private Process start(Path authorizedKey) throws IOException {
        Path config = Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                """.formatted(port, hostKey(), authorizedKey));
        Files.createDirectories(Path.of("/run/sshd"));
        return GitProgram.start(new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()), "openssh-server");
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!answers()) {
            if (!sshd.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("sshd did not start:\n" + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return socket.getInputStream().read() == 'S';
        } catch (IOException notYet) {
            return false;
        }
    }

    URI url(Path repository) {
        return URI.create("ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository);
    }

    /** The line that makes the server known. */
    String knownHost() throws IOException {
        return "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host_key.pub"));
    }

    /** A line for the same address with a key that is not the server's. */
    String imposter(Path publicKey) throws IOException {
        return "[127.0.0.1]:" + port + " " + Files.readString(publicKey);
    }

    @Override
    public void close() {
        sshd.destroy();
    }
}
