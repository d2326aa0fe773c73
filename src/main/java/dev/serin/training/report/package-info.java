/** Reports as single HTML files: tables and charts, light and dark, nothing loaded from elsewhere. */
package dev.serin.training.report;
