package dev.serin.gitops;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit without the Git settings of the user or the machine: no credential helpers, URL rewrites, hooks or signing
 * keys that happen to lie around, and nothing written there either.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {

    private static final int OWNER_ALONE = 0077;
    private static final SystemReader SYSTEM = SystemReader.getInstance();

    private IsolatedSystemReader() {
        super(SYSTEM);
    }

    /**
     * JGit asks one reader for the whole process. How finely the file system tells time is measured beside the work: the first
     * hook would wait seconds for it, and until then JGit assumes the worst.
     */
    static void install() {
        if (!(SystemReader.getInstance() instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader());
            FS.FileStoreAttributes.setBackground(true);
            presetUmask();
        }
    }

    /** JGit would start a shell to ask for it. It decides who may run the files of a work tree, and Serin has none. */
    private static void presetUmask() {
        if (FS.DETECTED instanceof FS_POSIX posix) {
            posix.setUmask(OWNER_ALONE);
        }
    }

    /** Variables such as GIT_SSH would replace the transport. */
    @Override
    public String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    private static final class EmptyConfig extends FileBasedConfig {

        EmptyConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // JGit would keep measurements of the file system here.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
