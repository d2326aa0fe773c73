package dev.serin.access;

import java.security.SecureRandom;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** The chance that nobody can guess; tests may bring another one. */
class SystemChance {

    @Produces
    @Singleton
    @DefaultBean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
