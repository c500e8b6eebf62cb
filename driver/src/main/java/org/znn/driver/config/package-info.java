/** Cluster settings ({@code znn.conf}), as opposed to the settings of an experiment (the job file, .cfg). */
package org.znn.driver.config;
