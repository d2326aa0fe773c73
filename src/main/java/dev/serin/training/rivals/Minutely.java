package dev.serin.training.rivals;

import java.time.Duration;

/** A rule that looks once a minute, as most do. */
interface Minutely extends Rival {

    @Override
    default Duration interval() {
        return Duration.ofMinutes(1);
    }
}
