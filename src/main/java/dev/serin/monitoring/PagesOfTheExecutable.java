package dev.serin.monitoring;

import java.util.List;

import org.graalvm.nativeimage.c.CContext;
import org.graalvm.nativeimage.c.constant.CConstant;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** How the executable hands back pages: madvise(2), which Java does not offer. */
@TargetClass(UnusedPages.class)
final class PagesOfTheExecutable {

    @Substitute
    private static void handBack(long from, long bytes) {
        Kernel.madvise(WordFactory.pointer(from), WordFactory.unsigned(bytes), Kernel.dontNeed());
    }

    @CContext(Header.class)
    static final class Kernel {

        private Kernel() {
        }

        /** Drops the pages; the next use of a page that nobody has written to reads it from the file again. */
        @CConstant("MADV_DONTNEED")
        static native int dontNeed();

        @CFunction("madvise")
        static native int madvise(PointerBase from, UnsignedWord bytes, int advice);
    }

    static final class Header implements CContext.Directives {

        @Override
        public List<String> getHeaderFiles() {
            return List.of("<sys/mman.h>");
        }
    }
}
