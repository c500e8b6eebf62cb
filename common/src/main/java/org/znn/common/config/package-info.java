/** What the user asks for: the job's {@code .cfg} and the data's {@code .spec}, read, checked and typed. */
package org.znn.common.config;
