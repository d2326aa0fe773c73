package dev.serin.simulation.fleet;

import java.util.List;

import dev.serin.canary.HookType;

/** Which hooks of a Canary call Serin. */
public enum Wiring {

    /** The recommended one: nothing that counts as a failed check when Serin is out. */
    FULL(List.of(HookType.CONFIRM_ROLLOUT, HookType.ROLLBACK, HookType.CONFIRM_TRAFFIC_INCREASE, HookType.CONFIRM_PROMOTION,
            HookType.POST_ROLLOUT, HookType.EVENT)),

    /** Two hooks: the path in Git alone holds the ceiling. */
    SMALLEST(List.of(HookType.PRE_ROLLOUT, HookType.ROLLOUT)),

    /** Every type there is. */
    ALL(List.of(HookType.values()));

    private final List<HookType> hooks;

    Wiring(List<HookType> hooks) {
        this.hooks = hooks;
    }

    List<HookType> hooks() {
        return hooks;
    }
}
