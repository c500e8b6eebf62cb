/** The settings of the cluster ({@code znn.conf}), as distinct from those of an experiment (the job's .cfg). */
package org.znn.driver.config;
