/** Selection of a job's convolution algorithms: planned on the driver, measured once on an executor, reported. */
package org.znn.driver.autotune;
