/** The threads that compute one pass together. */
package org.znn.worker.parallel;
