package dev.serin.gitops;

import java.util.Optional;

import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.random.RandomFactory;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What the SSH library answers in a native image. On Java it looks whether BouncyCastle is there, and it is not; but an image
 * has to be complete when it is built, so there the question itself goes.
 */
final class WithoutBouncyCastle {

    private WithoutBouncyCastle() {
    }

    @TargetClass(SecurityUtils.class)
    static final class Chance {

        @Substitute
        public static RandomFactory getRandomFactory() {
            return JceRandomFactory.INSTANCE;
        }
    }

    @TargetClass(BouncyCastleSecurityProviderRegistrar.class)
    static final class Registrar {

        @Substitute
        public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
            return Optional.empty();
        }
    }
}
