/**
 * Every policy on the same releases: who promotes the good ones, catches the bad ones, how soon, and what users paid for it.
 */
package dev.serin.training.benchmark;
