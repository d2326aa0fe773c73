package dev.serin.gitops;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which Git repository holds the manifests, how to get at it, and how commits look. */
@ConfigMapping(prefix = "serin.git")
public interface GitConfig {

    /**
     * The repository: {@code https://}, {@code ssh://}, {@code http://} inside a cluster, or {@code file://} for
     * trying things out. No credentials here: they come from {@link #secretDirectory()}.
     */
    URI url();

    /** The branch that Flux applies. Serin pushes to it, fast-forward only. */
    @WithDefault("main")
    @NotBlank
    String branch();

    /** Where the clone is kept. It is a cache: it may be lost at any time, and no two processes may share it. */
    @WithDefault("${java.io.tmpdir}/serin-clone")
    Path cloneDirectory();

    /**
     * Where in the repository the manifests are: a file or a folder, in which {@code {namespace}} and {@code
     * {name}} stand for the canary's. Needed only where searching the whole repository finds none, or more than
     * one.
     */
    Optional<String> path();

    /**
     * A mounted Secret with the keys that Flux uses: {@code username} and {@code password}, or {@code
     * bearerToken}, or {@code identity} (with {@code password} where it is encrypted) and {@code known_hosts};
     * {@code ca.crt} for a private authority. Files are read again each time, so a rotated Secret needs no
     * restart.
     */
    Optional<Path> secretDirectory();

    /** The address of a commit on the Git host's own pages, with {@code {commit}} where its id belongs. */
    Optional<String> commitLink();

    /** How old the last fetch may be when a manifest is read. All canaries share one fetch. */
    @WithDefault("2s")
    Duration refresh();

    /** The longest wait for the Git host; each wait is also cut to what is left of the caller's budget. */
    @WithDefault("10s")
    Duration timeout();

    /** How often a commit is built anew when somebody else pushed first. */
    @WithDefault("5")
    @Min(1)
    @Max(50)
    int attempts();

    /** How many commits back a decision is looked for, in commits: what may have been pushed while Serin was down. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int historyDepth();

    /** Who makes the commits, as author and committer. */
    Author author();

    /**
     * The commit message. {@code {action}}, {@code {canary}}, {@code {namespace}}, {@code {name}}, {@code
     * {from}}, {@code {to}}, {@code {step}}, {@code {by}} (the person who ordered it), {@code {reason}}, {@code {verdicts}},
     * {@code {explanation}}, {@code
     * {release}}, {@code {policy}} and {@code {id}} are filled in; the trailers always follow.
     */
    @WithDefault("serin: {action} {canary} {step}{by}\n\n{reason}\n\n{verdicts}\n\n{explanation}")
    @NotBlank
    String message();

    /** An SSH private key in OpenSSH's format, without a passphrase, that signs the commits. */
    Optional<Path> signingKey();

    interface Author {

        @WithDefault("Serin")
        @NotBlank
        String name();

        @WithDefault("serin@localhost")
        @NotBlank
        String email();
    }
}
