package dev.serin.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Fragment FIRST = new Fragment("a.b", "<p id=\"a.b\">1</p>");
    private static final Fragment SECOND = new Fragment("c", "<p id=\"c\">2</p>");

    @Test
    void onlyWhatHasChangedIsTold() {
        Fragment changed = new Fragment("c", "<p id=\"c\">3</p>");

        assertEquals(Optional.of("<hx-partial hx-target='[id=\"c\"]' hx-swap=\"outerMorph\"><p id=\"c\">3</p></hx-partial>"),
                snapshot(FIRST, SECOND).changesTo(snapshot(FIRST, changed)));
        assertEquals(Optional.empty(), snapshot(FIRST, SECOND).changesTo(snapshot(FIRST, SECOND)));
    }

    @Test
    void anotherOrderOrAnotherNumberIsToldAsAWhole() {
        String whole = "<hx-partial hx-target='[id=\"live\"]' hx-swap=\"innerMorph\"><p id=\"c\">2</p><p id=\"a.b\">1</p></hx-partial>";

        assertEquals(Optional.of(whole), snapshot(FIRST, SECOND).changesTo(snapshot(SECOND, FIRST)));
        assertEquals(Optional.of(whole), snapshot(FIRST).changesTo(snapshot(SECOND, FIRST)));
    }

    @Test
    void anOutageReplacesTheNoticeAndWipesNothing() {
        Fragment notice = new Fragment("c", "<p id=\"c\">Not live</p>");
        String partial = "<hx-partial hx-target='[id=\"c\"]' hx-swap=\"outerMorph\"><p id=\"c\">Not live</p></hx-partial>";

        assertEquals(snapshot(FIRST, notice), snapshot(FIRST, SECOND).with(notice));
        assertEquals(partial, new Snapshot("", List.of()).with(notice).whole());
    }

    private static Snapshot snapshot(Fragment... fragments) {
        return new Snapshot(String.join("", Arrays.stream(fragments).map(Fragment::html).toList()), List.of(fragments));
    }
}
