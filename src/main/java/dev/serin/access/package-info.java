/**
 * Who may see and who may act: logins, the two roles, and what keeps another site from acting in a person's name. Decides
 * nothing about releases.
 */
package dev.serin.access;
