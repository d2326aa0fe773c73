package dev.serin.gitops;

import java.util.ArrayList;
import java.util.List;

/** The lines that two texts do not share, as a diff would show them: {@code -old} and {@code +new}, line breaks included. */
final class LineDiff {

    private LineDiff() {
    }

    static List<String> between(String before, String after) {
        String[] old = before.split("(?<=\n)");
        String[] now = after.split("(?<=\n)");
        int[][] common = common(old, now);
        List<String> changed = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.length || j < now.length) {
            if (i < old.length && j < now.length && old[i].equals(now[j])) {
                i++;
                j++;
            } else if (j == now.length || i < old.length && common[i + 1][j] >= common[i][j + 1]) {
                changed.add("-" + old[i++]);
            } else {
                changed.add("+" + now[j++]);
            }
        }
        return changed;
    }

    private static int[][] common(String[] old, String[] now) {
        int[][] common = new int[old.length + 1][now.length + 1];
        for (int i = old.length - 1; i >= 0; i--) {
            for (int j = now.length - 1; j >= 0; j--) {
                common[i][j] = old[i].equals(now[j]) ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
