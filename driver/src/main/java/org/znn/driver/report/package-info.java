/** What a job tells of itself: progress, time left, where the time went. */
package org.znn.driver.report;
