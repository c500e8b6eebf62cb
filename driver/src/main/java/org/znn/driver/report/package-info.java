/** Texts, tables and pictures for the user: progress, failures, benchmarks and learning curves. */
package org.znn.driver.report;
