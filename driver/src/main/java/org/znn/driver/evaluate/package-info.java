/** Scores outputs against labels: pixel error, V_Rand and V_Info. */
package org.znn.driver.evaluate;
