/** The rules that a team could use instead of Serin, as their authors publish them. */
package dev.serin.training.rivals;
