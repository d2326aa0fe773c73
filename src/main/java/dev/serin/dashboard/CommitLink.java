package dev.serin.dashboard;

import java.util.Optional;

/**
 * A commit as the page shows it.
 *
 * @param hash shortened to ten digits
 * @param href where it can be read; empty when no link is configured
 */
public record CommitLink(String hash, Optional<String> href) {

    private static final int SHORT = 10;

    /** @param template a URL with {@code {commit}} in it */
    static CommitLink of(String commit, Optional<String> template) {
        return new CommitLink(commit.substring(0, Math.min(SHORT, commit.length())),
                template.map(url -> url.replace("{commit}", commit)));
    }
}
