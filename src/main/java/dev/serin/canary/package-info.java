/**
 * The words of the flow: who is meant, what Flagger is doing, what Git allows, what woke Serin. Nothing here asks or does
 * anything.
 */
package dev.serin.canary;
