/** Learning a policy, and comparing it with the rules a team could use instead. Plain Java, like the simulation. */
package dev.serin.training;
