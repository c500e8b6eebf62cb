/** How a job's convolutions are computed: planned, measured once on an executor, and told. */
package org.znn.driver.choice;

