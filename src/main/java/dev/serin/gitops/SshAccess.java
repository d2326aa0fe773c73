package dev.serin.gitops;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

import dev.serin.canary.Outage;

/**
 * SSH with the Secret's {@code identity} and {@code known_hosts} and nothing else: no agent, no {@code ~/.ssh},
 * and a host whose key is not listed is refused.
 */
final class SshAccess {

    private final SecretFiles secret;

    SshAccess(SecretFiles secret) {
        this.secret = secret;
    }

    /** @param home an empty folder that stands in for the user's */
    SshSessionFactory sessions(Path home) {
        Path identity = require("identity");
        Path knownHosts = require("known_hosts");
        return new SshdSessionFactoryBuilder().setHomeDirectory(home.toFile()).setSshDirectory(home.toFile())
                .setPreferredAuthentications("publickey").setConnectorFactory(null)
                .setConfigStoreFactory((folder, config, user) -> new StrictHosts())
                .setDefaultIdentities(folder -> List.of(identity))
                .setDefaultKnownHostsFiles(folder -> List.of(knownHosts))
                .setKeyPasswordProvider(credentials -> new SecretPassword(secret)).build(null);
    }

    private Path require(String key) {
        return secret.file(key)
                .orElseThrow(() -> new Outage("Git over SSH needs the key " + key + " in serin.git.secret-directory"));
    }

    /** Takes the place of an ssh_config file. */
    private static final class StrictHosts implements SshConfigStore, SshConfigStore.HostConfig {

        private static final Map<String, String> OPTIONS = Map.of("StrictHostKeyChecking", "yes");

        @Override
        public HostConfig lookup(String host, int port, String user) {
            return this;
        }

        @Override
        public HostConfig lookupDefault(String host, int port, String user) {
            return this;
        }

        @Override
        public String getValue(String key) {
            return OPTIONS.entrySet().stream().filter(option -> option.getKey().equalsIgnoreCase(key))
                    .map(Map.Entry::getValue).findFirst().orElse(null);
        }

        @Override
        public List<String> getValues(String key) {
            String value = getValue(key);
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public Map<String, String> getOptions() {
            return OPTIONS;
        }

        @Override
        public Map<String, List<String>> getMultiValuedOptions() {
            return Map.of();
        }
    }

    /** The passphrase of an encrypted identity; asked once. */
    private record SecretPassword(SecretFiles secret) implements KeyPasswordProvider {

        @Override
        public char[] getPassphrase(URIish key, int attempt) {
            return secret.text("password").map(String::toCharArray).orElse(null);
        }

        @Override
        public void setAttempts(int attempts) {
            // The passphrase does not change between attempts.
        }

        @Override
        public boolean keyLoaded(URIish key, int attempt, Exception failure) {
            return false;
        }
    }
}
