/** The fault suite: the product runs as processes, a fault strikes, and a judge looks at what is left. */
package org.znn.driver.faults;
