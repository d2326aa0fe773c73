package dev.serin.gitops;

import java.util.Optional;

import org.apache.sshd.common.config.keys.loader.KeyPairResourceParser;
import org.apache.sshd.common.kex.KeyEncapsulationMethod;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.random.RandomFactory;
import org.apache.sshd.common.util.security.Decryptor;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What the SSH library answers in a native image. On Java it looks whether BouncyCastle is there, and it is not; but an image
 * has to be complete when it is built, so there the questions themselves go.
 */
final class WithoutBouncyCastle {

    private WithoutBouncyCastle() {
    }

    private static IllegalStateException absent() {
        return new IllegalStateException("BouncyCastle is no part of Serin");
    }

    @TargetClass(SecurityUtils.class)
    static final class Security {

        @Substitute
        public static RandomFactory getRandomFactory() {
            return JceRandomFactory.INSTANCE;
        }

        @Substitute
        public static KeyPairResourceParser getBouncycastleKeyPairResourceParser() {
            throw absent();
        }

        @Substitute
        public static Decryptor getBouncycastleEncryptedPrivateKeyInfoDecryptor() {
            throw absent();
        }
    }

    @TargetClass(BouncyCastleSecurityProviderRegistrar.class)
    static final class Registrar {

        @Substitute
        public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
            return Optional.empty();
        }
    }

    /** @see org.apache.sshd.common.kex.BuiltinKEM#mlkem768 */
    @TargetClass(className = "org.apache.sshd.common.kex.BuiltinKEM$1")
    static final class MlKem768 {

        @Substitute
        public KeyEncapsulationMethod.Client getClient() {
            throw absent();
        }

        @Substitute
        public KeyEncapsulationMethod.Server getServer() {
            throw absent();
        }

        @Substitute
        public boolean isSupported() {
            return false;
        }
    }

    /** @see org.apache.sshd.common.kex.BuiltinKEM#mlkem1024 */
    @TargetClass(className = "org.apache.sshd.common.kex.BuiltinKEM$2")
    static final class MlKem1024 {

        @Substitute
        public KeyEncapsulationMethod.Client getClient() {
            throw absent();
        }

        @Substitute
        public KeyEncapsulationMethod.Server getServer() {
            throw absent();
        }

        @Substitute
        public boolean isSupported() {
            return false;
        }
    }

    /** @see org.apache.sshd.common.kex.BuiltinKEM#sntrup761 */
    @TargetClass(className = "org.apache.sshd.common.kex.BuiltinKEM$3")
    static final class Sntrup761 {

        @Substitute
        public KeyEncapsulationMethod.Client getClient() {
            throw absent();
        }

        @Substitute
        public KeyEncapsulationMethod.Server getServer() {
            throw absent();
        }

        @Substitute
        public boolean isSupported() {
            return false;
        }
    }
}
