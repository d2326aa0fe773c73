/**
 * Every decision, with its trigger, what it saw and what became of it. Comes in: a ruling, before it is committed and
 * after, and what people wanted and did not get. Goes out: what a restart, the page and the API need. Never decides, and never
 * keeps the metadata of a hook.
 */
package dev.serin.journal;
